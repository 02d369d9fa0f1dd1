"""Names by which browser modules import what is vendored; versions stand in vendor.toml and in the folders'
names.
"""

_LIT = "vendor/lit-3.3.3/"
_LIT_HTML = "vendor/lit-html-3.3.3/"
_LIT_ELEMENT = "vendor/lit-element-4.2.2/"
_REACTIVE = "vendor/reactive-element-2.1.2/"

IMPORTS = {
    "lit": f"{_LIT}index.js",
    "lit/directives/": f"{_LIT}directives/",
    "lit-html": f"{_LIT_HTML}lit-html.js",
    "lit-html/": f"{_LIT_HTML}",
    "lit-element/": f"{_LIT_ELEMENT}",
    "@lit/reactive-element": f"{_REACTIVE}reactive-element.js",
    "@lit/reactive-element/": f"{_REACTIVE}",
    "highroad/": "js/",
}
