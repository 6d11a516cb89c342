// What a reader has sent is kept here until the page says what became of it; see asking.py.
//
// The list above the box names the question that is being answered and those that wait. What stood in it and stands there
// no more is answered, or has been taken back; what never stood in it has not reached the server, and neither has
// anything that is sent while the line is lost (reconnect.js).
() => {
  const KEPT = "hemeroteca-enviadas";
  const DRAFT = "hemeroteca-borrador";
  const OWNER = "hemeroteca-de-quien";

  const box = () => document.querySelector("#pregunta textarea");
  const list = () => document.getElementById("enviadas");

  // Storage is refused in some windows: then nothing outlives a reload.
  const recall = (name) => { try { return sessionStorage.getItem(name) } catch { return null } };
  const listed = (text) => { try { return [...JSON.parse(text)] } catch { return [] } };
  const store = (name, text) => { try { text ? sessionStorage.setItem(name, text) : sessionStorage.removeItem(name) } catch {} };

  const kept = new Map(); // of each question that was sent: its text, and whether the server has it
  const keep = () => {
    const all = [...(open ? [] : left), ...kept];
    store(KEPT, all.length ? JSON.stringify(all) : "");
  };
  let counter = 0;

  function fill(text) {
    const area = box();
    area.value = text;
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // Gradio gathers what it sends some milliseconds after the gesture, when other words may stand in the box: they are
  // taken at the gesture itself. Requests made at once may overtake each other: each waits until the server has the one
  // before, and no longer than this, since what is said of it may be lost.
  const PATIENCE = 3000; // milliseconds
  const due = []; // words and codes that wait
  const handed = []; // those that Gradio is about to gather
  let last = ""; // the code of what was handed over last
  let since = 0; // when that was
  let waiting = 0;
  let open = false; // whether anything may be sent

  const next = () => handed.shift() ?? ["", ""];
  const unheard = () => (kept.get(last)?.known === false ? Math.max(0, since + PATIENCE - Date.now()) : 0);

  function post(question) {
    const code = `${Date.now().toString(36)}-${counter++}`;
    kept.set(code, { question, known: false });
    keep();
    if (window.hemeroteca.hold?.(question)) return;
    due.push([question, code]);
    forward();
  }

  function forward() {
    clearTimeout(waiting);
    if (!open || !due.length) return;
    if (unheard()) return void (waiting = setTimeout(forward, unheard()));
    hand(due.shift());
    forward();
  }

  function give(question, code) {
    handed.push([question, code]);
    document.getElementById("enviar").click();
  }

  function hand([question, code]) {
    [last, since] = [code, Date.now()];
    give(question, code);
    setTimeout(inquire, PATIENCE, code);
  }

  // What is said of it may wait where nobody hears it (fast_path.py), and comes with the next event.
  function inquire(code) {
    if (kept.get(code)?.known === false) give(null, "");
  }

  function strike(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
    const question = box().value;
    if (event.repeat) return;
    if (question.trim()) {
      fill("");
      return post(question);
    }
    if (open && !due.length && !unheard()) give("", ""); // takes away what was said of the one before
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
    forward();
  }

  function take(code) {
    document.documentElement.dataset.retirada = code;
    document.getElementById("retirar")?.click();
  }

  // What an earlier life of this window has left, which lost its line or was reloaded: what was not answered is sent again.
  let left = listed(recall(KEPT));
  let draft = recall(DRAFT);
  let owner = recall(OWNER);

  // In this window somebody else may have logged in since: it is not theirs to see, or to ask.
  function own(reader) {
    if (owner && owner !== reader) [left, draft] = [[], ""];
    owner = reader;
    store(OWNER, owner);
  }

  function resume() {
    if (draft && !box().value) fill(draft);
    store(DRAFT, "");
    const early = due.splice(0); // typed before the page was whole
    left.forEach(([, one]) => post(one.question));
    due.push(...early);
    open = true;
    keep();
    forward();
  }

  window.hemeroteca = window.hemeroteca ?? {};
  window.hemeroteca.outbox = { next, unanswered: () => kept.size };

  window.addEventListener("pagehide", () => {
    // Before the page is whole it has nothing to say of what an earlier life left, and must not take its place.
    store(DRAFT, box()?.value || (open ? "" : draft ?? ""));
    store(OWNER, owner); // a logout in another window has cleared it
    keep();
  });

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("#enviadas .retirar") : null;
    if (button) take(button.closest("li").dataset.pregunta);
  });

  // Enter that chooses among what an input method offers sends nothing; 229 is what Safari tells of it.
  const chooses = (event) => event.isComposing || event.keyCode === 229;
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !chooses(event) && event.target === box()) strike(event);
  }, true);
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("#preguntar")) strike(event);
  }, true);

  const begin = () => {
    // The line on the archive is written when the conversation has been brought back: before that nothing may be sent.
    const reader = window.hemeroteca.reader?.() ?? null;
    if (!box() || !list() || !document.querySelector("p.estado") || reader === null) return void setTimeout(begin, 100);
    own(reader);
    new MutationObserver(heard).observe(list(), { childList: true, subtree: true, attributes: true });
    resume();
  };
  begin();
}
