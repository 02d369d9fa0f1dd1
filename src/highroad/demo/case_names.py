"""Plainly invented names and streets, for households that do not exist."""

from __future__ import annotations

FIRST = (
    "Amara", "Basil", "Clover", "Dario", "Elena", "Fennel", "Gita", "Hollis", "Imani", "Juniper", "Kofi", "Lark",
    "Mireya", "Nestor", "Olive", "Perrin", "Quill", "Rafael", "Saffron", "Tansy", "Ulises", "Vesper", "Wren",
    "Ximena", "Yarrow", "Zora",
)  # fmt: skip
LAST = (
    "Ashgrove", "Birchfield", "Cobblestone", "Dunmarsh", "Elderwood", "Fernhollow", "Gooseberry", "Hazelton",
    "Ironbark", "Juncal", "Kettleby", "Lindenow", "Mossbank", "Nettleship", "Oakapple", "Pinzon", "Quillfeather",
    "Robledo", "Sandpiper", "Thistledown", "Umbral", "Vinewood", "Willowby", "Yewdale", "Zarzal",
)  # fmt: skip
STREETS = (
    "Alder Street", "Beacon Avenue", "Cedar Lane", "Dogwood Drive", "Elm Court", "Foxglove Road", "Gable Street",
    "Heron Way", "Iris Lane", "Jasper Avenue", "Kestrel Road", "Lantern Street",
)  # fmt: skip
COUNTIES = ("Alder", "Cranberry", "Prairie", "Sandhill")
