// The scripts' own words, translated: English is the key, the page brings the reader's language with it.

const catalog = JSON.parse(document.getElementById("words-catalog")?.textContent || "{}").catalog || {};

/** The words in the reader's language. */
export const gettext = (words) => {
  const found = catalog[words];
  return typeof found === "string" ? found : Array.isArray(found) ? found[0] : words;
};

/** One or several of something; `{count}` stands for the number. */
export const ngettext = (one, many, count) => {
  const found = catalog[one];
  const words = Array.isArray(found) ? found[count === 1 ? 0 : 1] : count === 1 ? one : many;
  return fill(words, { count });
};

/** Put values in place of `{names}`. */
export const fill = (words, values) => words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
