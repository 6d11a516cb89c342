// What a reader has sent is kept here until the page says what became of it; see asking.py.
//
// The list above the box names the question that is being answered and those that wait. What stood in it and stands there
// no more is answered, or has been taken back; what never stood in it has not reached the server, and neither has
// anything that is sent while the line is lost (reconnect.js).
() => {
  const KEPT = "hemeroteca-enviadas";
  const DRAFT = "hemeroteca-borrador";

  const box = () => document.querySelector("#pregunta textarea");
  const list = () => document.getElementById("enviadas");

  // Storage is refused in some windows: then nothing outlives a reload.
  const recall = (name) => { try { return sessionStorage.getItem(name) } catch { return null } };
  const store = (name, text) => { try { text ? sessionStorage.setItem(name, text) : sessionStorage.removeItem(name) } catch {} };

  const kept = new Map(); // of each question that was sent: its text, and whether the server has it
  const keep = () => store(KEPT, kept.size ? JSON.stringify([...kept]) : "");
  let counter = 0;

  function fill(text) {
    const area = box();
    area.value = text;
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function sent(question) {
    if (!question.trim()) return "";
    const code = `${Date.now().toString(36)}-${counter++}`;
    kept.set(code, { question, known: false });
    keep();
    fill("");
    return code;
  }

  function heard() {
    const said = list()?.querySelector(".enviadas");
    if (!said) return;
    const there = new Set([said.dataset.ahora, ...[...said.querySelectorAll("li")].map((item) => item.dataset.pregunta)]);
    const back = kept.get(said.dataset.devuelta);
    if (back && !box().value.trim()) fill(back.question);
    kept.delete(said.dataset.devuelta);
    for (const [code, one] of kept) {
      if (there.has(code)) one.known = true;
      else if (one.known) kept.delete(code);
    }
    keep();
  }

  function take(code) {
    document.documentElement.dataset.retirada = code;
    document.getElementById("retirar")?.click();
  }

  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  // Send texts one after the other, as if they were typed; what is being typed meanwhile comes back behind them.
  async function send(questions) {
    const draft = box().value;
    for (const question of questions) {
      fill(question);
      await pause(50);
      document.getElementById("preguntar").click();
      for (let tries = 0; tries < 40 && box().value === question; tries++) await pause(50);
    }
    if (draft && !box().value) fill(draft);
  }

  // What an earlier life of this window has left: after a lost line everything that was not answered is sent again; when
  // the reader reloads, what was being answered stays stopped, and what waited goes on waiting.
  async function resume(lost) {
    const left = JSON.parse(recall(KEPT) ?? "[]");
    const now = recall("hemeroteca-ahora");
    const draft = recall(DRAFT);
    store(KEPT, "");
    store(DRAFT, "");
    const again = left.filter(([code]) => lost || code !== now).map(([, one]) => one.question);
    if (draft && !box().value) fill(draft);
    if (again.length) await send(again);
  }

  window.hemeroteca = window.hemeroteca ?? {};
  window.hemeroteca.outbox = { sent, send, resume, box, fill, unanswered: () => [...kept.values()].map((one) => one.question) };

  window.addEventListener("pagehide", () => {
    store(DRAFT, box()?.value ?? "");
    store("hemeroteca-ahora", list()?.querySelector(".enviadas")?.dataset.ahora ?? "");
    keep();
  });

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("#enviadas .retirar") : null;
    if (button) take(button.closest("li").dataset.pregunta);
  });

  const begin = () => {
    // The line on the archive is written when the conversation has been brought back: before that nothing may be sent.
    if (!box() || !list() || !document.querySelector("p.estado")) return void setTimeout(begin, 100);
    new MutationObserver(heard).observe(list(), { childList: true, subtree: true, attributes: true });
    resume(window.hemeroteca.cameBack?.() ?? false);
  };
  begin();
}
