// What the keys and buttons of the desk do. Each act is sent once; what it changes comes back as news or in its answer.

import { gettext, fill } from "highroad/words.js";
import { correctionBody } from "./correcting.js";
import { collect } from "./fields.js";
import { kindFor } from "./moving.js";
import { forgetSigning, signingBody } from "./signing.js";
import { chosenNeeds } from "./wrap.js";

export const acts = (app) => {
  const { desk } = app;
  const onward = async (answer) => {
    if (!answer.contact) return answer;
    Object.assign(app, { chosenStep: undefined, skipping: "", ssn: "", unfolded: false });
    app.focusStep();
    return answer;
  };
  const closing = async (answer) => {
    if (answer.ok) app.closeSheet();
    return answer;
  };
  const queueFor = (purpose) => desk.helpline?.queues[purpose] ?? "helpline";

  /** What was written for the lead is there before their phone rings. False when it was refused. */
  const tellLead = async () => {
    const words = (desk.drafts.brief ?? "").trim();
    if (!words) return true;
    const answer = await desk.act("brief", "/desk/brief/", { contact: desk.call.id, words });
    if (!answer.brief) return false;
    if (desk.drafts.brief?.trim() === words) desk.type("brief", "");
    await desk.reload();
    return true;
  };

  return {
    answer: () => desk.onCall("answer"),
    refuse: async (why) => closing(await desk.onCall("refuse", { why })),
    hold: () => desk.onCall("hold"),
    resume: () => desk.onCall("resume"),
    endConsult: () => desk.onCall("end-consult"),
    end: () => desk.onCall("end"),
    tell: async () => {
      await desk.onCall("tell-caller", { queue: desk.sheet?.queue ?? "" });
      desk.reload();
    },
    tellLead,
    consultPerson: async (other) => ((await tellLead()) ? closing(await desk.onCall("consult-person", { other })) : {}),
    askHelpline: async () => ((await tellLead()) ? closing(await desk.onCall("consult-queue", { queue: queueFor("helpline_escalated") })) : {}),
    transferQueue: async (queue, reason) => closing(await desk.onCall("transfer-queue", { queue, reason })),
    transferPerson: async (person, reason) => kindFor(person) === "lead" && !(await tellLead()) ? {} : closing(await desk.onCall("transfer-person", { other: person.id, kind: kindFor(person), reason })),

    off: async (one, why = "") => {
      app.inSheet({ chosen: one, reason: one.key });
      return closing(await desk.move(one.state, one.key === "away" ? "" : one.key, why));
    },

    record: async () => {
      const guide = app.guide();
      const step = app.currentStep();
      if (!step) return {};
      return onward(await desk.onGuide("record", { guide: guide.guide, step: step.key, ...collect(app, guide, step) }));
    },
    skip: async (reason) => {
      const guide = app.guide();
      return onward(await desk.onGuide("record", { guide: guide.guide, step: app.currentStep().key, fields: {}, skipped: reason }));
    },
    skipOpen: async (reason) => onward(await desk.onGuide("skip-open", { reason })),
    escalate: async (one) => {
      app.set({ helping: one.guide, chosenStep: undefined });
      desk.pane = "guide";
      return onward(await desk.onGuide("mark", { flag: one.flag, on: true }));
    },
    wrap: async () => {
      const answer = await desk.act("wrap", "/desk/wrap/", {
        contact: desk.call.id,
        disposition: desk.drafts["wrap.disposition"] ?? "",
        met: chosenNeeds(desk, "met"),
        foreseen: chosenNeeds(desk, "foreseen"),
      });
      // Whoever came from the Helpline's page goes on there.
      if (answer.ok && app.from === "helpline") location.assign("/helpline/");
      return answer;
    },

    settle: async (item, state, reason = "") => {
      const answer = await desk.onCase(`item-${item.key}`, `${desk.contact.case}/work-list`, { key: item.key, state, reason });
      if (!answer.refused) app.ask("", "");
      return answer;
    },
    addItem: async (title, why) => {
      const answer = await desk.onCase("add-item", `${desk.contact.case}/work-list/add`, { title, why });
      if (!answer.refused) app.set({ adding: false });
    },
    sync: () => desk.onCase("sync", `${desk.contact.case}/sync`, { to: desk.card.sync_to }),
    comment: async () => {
      const answer = await desk.onCase("comment", `${desk.contact.case}/comments`, { text: desk.drafts.comment ?? "" });
      if (answer.comment) {
        desk.type("comment", "");
        app.set({ commenting: false });
      }
    },
    sign: async () => {
      const answer = await desk.act("sign", "/desk/sign/", signingBody(app));
      if (!answer.signature) return;
      forgetSigning(desk);
      app.inSheet({ done: answer });
      await desk.reload();
      desk.channel?.postMessage("changed");
    },
    refer: async (form) => {
      const facts = {};
      for (const box of form.querySelectorAll("input[type=checkbox]")) facts[box.name] = box.checked;
      if ("due_today" in facts) facts["referral.due_in_days"] = facts.due_today ? 0 : 1;
      delete facts.due_today;
      const body = { reason: form.reason.value, facts, case: desk.contact.covered ? "" : desk.contact.case };
      const answer = await desk.onCase("refer", "referrals/agency", body);
      if (answer.referral) app.inSheet({ done: gettext("The caller was sent to the local agency.") });
    },
    giveNumber: async (area) => {
      const answer = await desk.onCase("give-number", "referrals/other-consortium", { area });
      if (!answer.number) return;
      app.inSheet({ done: fill(gettext("The number {number} was given."), { number: answer.number }) });
      await desk.onGuide("mark", { flag: "contact.consortium", value: answer.office });
    },
    correct: async (form) => {
      const body = correctionBody(form);
      const name = desk.sheet.workers?.find((one) => one.token === body.previous_worker)?.name ?? "";
      const answer = await desk.act("correct", `/api/cases/${desk.contact.case}/corrections`, body);
      if (!answer.correction) return;
      for (const key of ["wrong", "how", "worker"]) desk.type(`correction.${key}`, "");
      app.inSheet({ done: { told: answer.told, name } });
    },
  };
};
