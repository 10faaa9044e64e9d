// Answers given without a line are kept on the phone and sent once. Every answer carries an id of its own, so
// that one that arrives twice is written once. Without this script the form is sent as any form.
(() => {
  "use strict";
  const script = document.currentScript || document.querySelector("script[data-worker]");
  const box = document.getElementById("kept");
  const KEY = "giaoban-kept:" + location.pathname;
  const forms = document.querySelectorAll("form[data-check]");
  if ("serviceWorker" in navigator && script) {
    navigator.serviceWorker.register(script.dataset.worker, { scope: "/s/" }).catch(() => {});
  }
  const read = () => { try { return JSON.parse(localStorage.getItem(KEY)) || []; } catch { return []; } };
  const write = (kept) => localStorage.setItem(KEY, JSON.stringify(kept));
  const local = () => { const d = new Date(); return new Date(d - d.getTimezoneOffset() * 60000).toISOString().slice(0, 19); };
  const id = () => (crypto.randomUUID ? crypto.randomUUID() : Date.now().toString(16) + Math.random().toString(16).slice(2));
  const MEETS = { gt: (a, b) => a > b, gte: (a, b) => a >= b, lt: (a, b) => a < b, lte: (a, b) => a <= b };

  // The rank of what was answered, by the thresholds the page came with: advice must not wait for a line.
  function rank(form) {
    const ranks = [...form.querySelectorAll("[data-rank]:checked")].map((e) => e.dataset.rank);
    const given = document.getElementById("thresholds");
    for (const t of given ? JSON.parse(given.textContent) : []) {
      const field = form.elements[t.fact];
      const value = field && field.value ? Number(field.value.replace(",", ".")) : NaN;
      if (!Number.isNaN(value) && t.cmp.some((c) => MEETS[c](value, t.value))) ranks.push(t.rank);
    }
    return ranks.includes("emergency") ? "emergency" : ranks.length ? "report" : "";
  }

  function say(words, danger) {
    if (!box) return;
    box.hidden = false;
    box.className = "notice " + (danger ? "danger" : "caution");
    box.textContent = words.filter(Boolean).join(" ");
    box.scrollIntoView({ block: "center" });
  }

  async function send(one) {
    const body = new URLSearchParams(one.body);
    body.set("sent_at", local());
    return fetch(one.url, { method: "POST", body, headers: { "X-Kept": "1" }, credentials: "same-origin" });
  }

  let sending = false;
  async function flush() {
    if (sending || !read().length) return;
    sending = true;
    try {
      while (read().length) {
        const one = read()[0];
        const answer = await send(one);
        if (answer.status >= 500) break;
        write(read().filter((k) => k.id !== one.id));
        if (!answer.ok) { say([box && box.dataset.refused], true); break; }
        const told = await answer.json();
        if (!read().length) location.assign(told.url);
      }
    } catch { /* no line yet: kept for the next time */ } finally { sending = false; }
  }

  const answered = (form) => form.querySelector("[type=checkbox]:checked")
    || [...form.querySelectorAll("input[inputmode]")].some((e) => e.value.trim());

  forms.forEach((form) => form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!answered(form)) { say([box && box.dataset.empty], true); return; }
    const button = form.querySelector("button");
    button.disabled = true;
    form.elements.client_id.value = id();
    const body = new URLSearchParams(new FormData(form));
    body.set("answered_at", local());
    write([...read(), { id: body.get("client_id"), url: form.action, body: body.toString() }]);
    await flush();
    if (read().length) {
      const found = rank(form);
      say([found === "emergency" ? box.dataset.emergency : found ? box.dataset.report : "", box.dataset.kept], Boolean(found));
      form.reset();
    }
    button.disabled = false;
  }));
  // "no sign" and a sign exclude each other
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (!form || !event.target.checked) return;
    if (event.target.name === "none") form.querySelectorAll("[name=symptom]").forEach((e) => { e.checked = false; });
    if (event.target.name === "symptom" && form.elements.none) form.elements.none.checked = false;
  });
  addEventListener("online", flush);
  setInterval(flush, 15000);
  if (read().length) { say([box && box.dataset.kept], false); flush(); }
})();
