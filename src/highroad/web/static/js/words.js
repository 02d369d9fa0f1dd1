// The scripts' own words, translated: English is the key, the page brings the reader's language with it.

const catalog = JSON.parse(document.getElementById("words-catalog")?.textContent || "{}").catalog || {};

const language = document.documentElement.lang || "en";

/** How numbers and dates are written: Spanish is that of the United States, 91.2 and 4,000. */
export const locale = language === "es" ? "es-US" : language;

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

/** As `fill`, where a value is not plain text but a piece of the page; gives the pieces in the order of the language. */
export const pieces = (words, values) => words.split(/\{(\w+)\}/).map((part, place) => (place % 2 ? values[part] : part));

/** Put values in place of `{names}`. */
export const fill = (words, values) => words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
