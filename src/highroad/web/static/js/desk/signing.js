// A telephonic signature: what to say, in the caller's language and in this order, and what is written down of it. The
// two moments that make it hold, the announcement and the assent, are noted when they happen. All of it is kept as a draft.

import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { fill, gettext } from "highroad/words.js";
import { chip, clockTime, day, icon } from "./marks.js";

const HEAD = "signature.";
const DAY_MS = 86_400_000;
const LANGUAGES = [["en", "English"], ["es", "Español"]];

/** What stands in a field of the form. Without a call there is no draft to keep it in; then the desk itself holds it. */
const held = (desk, key) => (desk.call ? desk.drafts[HEAD + key] : desk.unsigned?.[key]) ?? "";

const put = (app, key, value) => {
  const { desk } = app;
  if (desk.call) return desk.type(HEAD + key, value);
  desk.unsigned = { ...desk.unsigned, [key]: value };
  return app.draw();
};

const itemOf = (app) => app.items().find((item) => item.key === held(app.desk, "item")) ?? app.openItems().find((item) => item.signs);
const hasCase = (desk) => Boolean(desk.contact?.case && !desk.contact.covered);

/** The statement that the open work asks for, unless another one was chosen. */
const statementOf = (app) => {
  const { statements } = app.desk.words;
  const needed = app.items().find((item) => item.needs_signature && item.state !== "not-applicable")?.needs_signature;
  return statements.find((one) => one.key === (held(app.desk, "statement") || needed)) ?? statements[0];
};

const languageOf = (app) => held(app.desk, "language") || (app.desk.language === "es" ? "es" : "en");
const signerOf = (app) => held(app.desk, "signer") || (app.desk.contact?.speaker ?? "");
const roleOf = (app) => held(app.desk, "role") || (app.desk.contact?.relation_key ?? "");
const openPrograms = (desk) => (desk.card?.programs ?? []).filter((one) => one.status !== "closed").map((one) => one.name);

/** Those that the work behind this statement names; a renewal of one program is not signed for another. */
const meant = (app) => {
  const statement = statementOf(app).key;
  const titles = app.items().filter((item) => item.needs_signature === statement && item.state !== "not-applicable").map((item) => item.title);
  const named = openPrograms(app.desk).filter((name) => titles.some((title) => title.includes(name)));
  return named.length ? named : openPrograms(app.desk);
};

const programsOf = (app) => {
  const chosen = held(app.desk, "programs");
  if (!hasCase(app.desk)) return chosen.split(",").map((one) => one.trim()).filter(Boolean);
  return chosen ? chosen.split("|").filter((one) => one !== "-") : meant(app);
};

const listed = (names, language) => (names.length ? new Intl.ListFormat(language, { type: "conjunction" }).format(names) : gettext("the programs asked for"));
const summaryOf = (app, words) => held(app.desk, "summary") || words.summary.replace("{programs}", listed(programsOf(app), languageOf(app)));

/** The form as it is sent. */
export const signingBody = (app) => {
  const { desk } = app;
  const statement = statementOf(app);
  return {
    contact: desk.guided ? desk.call.id : 0,
    statement: statement.key,
    statement_version: statement.version,
    signer: signerOf(app),
    signer_role: roleOf(app),
    summary: summaryOf(app, statement.words[languageOf(app)]),
    announced_ms: Number(held(desk, "announced")),
    assented_ms: Number(held(desk, "assented")),
    copy_told: held(desk, "copy") === "1",
    programs: programsOf(app),
    language: languageOf(app),
    interpreter: held(desk, "interpreter"),
    recording: held(desk, "recording"),
    request_number: held(desk, "request"),
    item: itemOf(app)?.key ?? "",
  };
};

/** The signature is kept: the form begins anew. */
export const forgetSigning = (desk) => {
  desk.unsigned = {};
  for (const key of Object.keys(desk.drafts)) if (key.startsWith(HEAD) && desk.drafts[key]) desk.type(key, "");
};

const field = (app, key, words, more = {}) => html`<div class="field"><label for="sign-${key}">${words}${more.optional ? html` <span class="optional">${more.optional}</span>` : nothing}</label>
  <input id="sign-${key}" autocomplete="off" maxlength=${more.most ?? 120} ?required=${!more.optional} .value=${live(more.value ?? held(app.desk, key))} @input=${(event) => put(app, key, event.target.value)}></div>`;

const select = (app, key, words, value, choices) => html`<div class="field"><label for="sign-${key}">${words}</label>
  <select id="sign-${key}" required @change=${(event) => put(app, key, event.target.value)}>${value ? nothing : html`<option value="" selected>${gettext("Choose")}</option>`}
    ${choices.map(([code, title]) => html`<option value=${code} ?selected=${code === value}>${title}</option>`)}</select></div>`;

const programs = (app) => {
  const { desk } = app;
  if (!hasCase(desk)) return field(app, "programs", gettext("Programs"), { optional: gettext("(with commas between them)"), most: 200 });
  const chosen = new Set(programsOf(app));
  const toggle = (name) => {
    chosen.has(name) ? chosen.delete(name) : chosen.add(name);
    put(app, "programs", [...chosen].join("|") || "-");
  };
  return html`<fieldset class="field"><legend>${gettext("Programs")}</legend><div class="needs">${openPrograms(desk).map((name) => html`<label class="need">
    <input type="checkbox" .checked=${live(chosen.has(name))} @change=${() => toggle(name)}><span>${name}</span></label>`)}</div></fieldset>`;
};

const spoken = (language, title, words) => html`<p class="second sign-part">${title}</p><p class="say" lang=${language}>${language === "es" ? `«${words}»` : `“${words}”`}</p>`;

/** A tick that keeps the moment at which it was set. */
const moment = (app, key, words) => {
  const at = Number(held(app.desk, key));
  return html`<label class="need sign-tick"><input type="checkbox" id="sign-${key}" .checked=${live(Boolean(at))} @change=${(event) => put(app, key, event.target.checked ? String(Math.round(app.now())) : "")}>
    <span>${words}</span>${at ? html`<span class="second tabular">${clockTime(at)}</span>` : nothing}</label>`;
};

const copyUntil = (app, statement) => day(new Date(app.now() + (statement.correction_days + 1) * DAY_MS).toISOString());

export const signature = (app, sheet) => {
  const { desk } = app;
  const { done } = sheet;
  if (done) return html`<p class="done-line">${chip("good", "check_circle", gettext("Signed"))} <strong class="tabular">${done.signature}</strong></p>
    <p>${fill(gettext("The written copy goes out by {copy} and can be corrected until {until}."), { copy: day(done.copy_due), until: day(done.correctable_until) })}</p>
    <p class="second">${gettext("It is found by case number, RFA number, signature id, date or worker.")} <a href="/cases/signatures/">${gettext("Find signatures")}</a></p>`;
  if (!desk.words.statements.length) return html`<p>${gettext("The practice has no statement that is signed by telephone.")}</p>`;
  const statement = statementOf(app);
  const language = languageOf(app);
  const words = statement.words[language];
  return html`<form class="move-form signing" autocomplete="off" @submit=${(event) => { event.preventDefault(); app.does.sign(); }}>
    <div class="sign-two">${select(app, "statement", gettext("What is signed"), statement.key, desk.words.statements.map((one) => [one.key, one.title]))}
      ${select(app, "language", gettext("Language it is signed in"), language, LANGUAGES)}</div>
    <div class="sign-two">${field(app, "signer", gettext("Who signs"), { value: signerOf(app) })}
      ${select(app, "role", gettext("Signs as"), roleOf(app), Object.entries(desk.words.relations))}</div>
    ${hasCase(desk) ? nothing : html`<p class="second">${icon("info")} ${gettext("No case is open: the signature is kept under the RFA number.")}</p>`}
    <div class="sign-two">${field(app, "request", gettext("RFA number"), hasCase(desk) ? { optional: gettext("(if there is one)"), most: 24 } : { most: 24 })}
      ${field(app, "interpreter", gettext("Interpreter"), { optional: gettext("(if one helps)"), most: 40 })}</div>
    ${programs(app)}
    <h3>${gettext("Say, in this order")} <span class="meta">${fill(gettext("Rule {rule}, version {version}"), { rule: statement.rule, version: statement.version })}</span></h3>
    <div class="sign-said">${spoken(language, gettext("1. Before the recording"), words.announcement)}
      ${moment(app, "announced", gettext("The announcement was heard"))}</div>
    <div class="sign-said"><div class="field"><label for="sign-summary">${gettext("2. Read back, inside the recording, what they told you")}</label>
      <textarea id="sign-summary" rows="3" required lang=${language} maxlength="8000" .value=${live(summaryOf(app, words))} @input=${(event) => put(app, "summary", event.target.value)}></textarea></div></div>
    <div class="sign-said">${spoken(language, gettext("3. The statement"), words.statement)}${spoken(language, gettext("4. Ask for the assent"), words.assent)}
      ${moment(app, "assented", gettext("I heard them agree"))}</div>
    <div class="sign-said"><label class="need sign-tick"><input type="checkbox" id="sign-copy" .checked=${live(held(desk, "copy") === "1")} @change=${(event) => put(app, "copy", event.target.checked ? "1" : "")}>
      <span>${fill(gettext("I said that a written copy comes, and that it can be corrected until {day}"), { day: copyUntil(app, statement) })}</span></label></div>
    ${field(app, "recording", gettext("Recording, as your phone names it"), { optional: gettext("(if there is one)") })}
    <button class="button primary" type="submit" data-act="sign" ?disabled=${desk.busy.has("sign")}>${icon("check")}${gettext("Keep the signature")}</button></form>`;
};
