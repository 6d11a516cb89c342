// Notices that the server is gone, says so, and comes back by itself.
//
// Gradio notices only when it sends something, says so in English, and loads the page anew once the server answers. Here
// the server is asked now and then whether it is there and who it is; a server that was started anew knows nothing of
// this window, which is then loaded anew, and asking.js sends what was left. So is a window whose reader has gone, or is
// another, by what was done in another window: what it shows is no more theirs to see. And so is one that is whole, and
// is told nothing of the archive, without which nothing can be asked: what was said of it has been lost.
() => {
  const WHO = "gradio_api/app_id";
  const EVERY = 4000; // milliseconds
  const EVERY_LOST = 1500;
  const PATIENCE = 4000;
  const UNTOLD = 15_000;
  const AGAIN = "hemeroteca-de-nuevo";
  const TIMES = 2; // else it is not an accident

  let server = null; // which one this window talks to, and for whom
  let away = null; // where it is led when its session has ended
  let other = false; // whether somebody else reads in this browser now
  let next = 0;
  let lost = false;
  let leaving = false;
  const typed = []; // what was sent while the line was lost

  const root = document.documentElement;
  const banner = () => document.getElementById("sin-linea");
  const gradioGaveUp = () => [...document.querySelectorAll(".toast-wrap .error")].some((toast) => /Connection/.test(toast.textContent));

  // Here and not in a stylesheet, which Gradio would keep to the inside of its container. It says the same in English.
  document.head.append(Object.assign(document.createElement("style"), {
    textContent: "html:not(.sin-linea) #sin-linea { display: none !important } html.sin-linea .toast-wrap { display: none }",
  }));

  async function who() {
    try {
      const answer = await fetch(WHO, { signal: AbortSignal.timeout(PATIENCE), cache: "no-store" });
      if (answer.status === 401) { // it is there, and knows nobody any more
        away = answer.headers.get("location");
        return { app: null, reader: null };
      }
      return answer.ok ? { app: (await answer.json()).app_id, reader: answer.headers.get("hemeroteca-reader") } : null;
    } catch {
      return null;
    }
  }

  function say() {
    const told = banner();
    if (!told) return;
    told.setAttribute("role", "status");
    let waiting = told.querySelector("ol");
    if (!waiting) told.append((waiting = document.createElement("ol")));
    waiting.replaceChildren(...typed.map((question) => Object.assign(document.createElement("li"), { textContent: question })));
  }

  function lose() {
    lost = true;
    root.classList.add("sin-linea");
    say();
  }

  function reload() {
    leaving = true;
    if (away) location.replace(away + location.hash);
    else location.reload();
  }

  // Whether this window has been waiting in vain; it is said no more often than so many times in a row.
  let whole = 0; // since when it is
  function untold() {
    whole ||= document.querySelector("#pregunta textarea") ? Date.now() : 0;
    try {
      if (document.querySelector("p.estado")) sessionStorage.removeItem(AGAIN);
      else if (whole && Date.now() - whole > UNTOLD) {
        const times = Number(sessionStorage.getItem(AGAIN));
        sessionStorage.setItem(AGAIN, times + 1);
        return times < TIMES;
      }
    } catch {} // storage is refused: it might go on for ever
    return false;
  }

  const same = (now) => now.app !== null && now.app === server.app && now.reader === server.reader;

  function comeBack(now) {
    other = now.app === server.app && now.reader !== server.reader;
    if (!same(now) || gradioGaveUp() || window.hemeroteca.outbox.unanswered()) return reload();
    lost = false;
    whole = 0;
    root.classList.remove("sin-linea");
  }

  async function look() {
    if (leaving) return;
    if (!document.hidden || lost || !server) {
      const now = await who();
      if (now === null) {
        if (!lost && (await who()) === null) lose(); // once may be an accident
      } else {
        server = server ?? now;
        if (lost || !same(now)) comeBack(now);
        else if (untold()) reload();
      }
    } else {
      whole = 0; // a window that nobody sees may be slow
    }
    clearTimeout(next); // looks that other events began lead to one next
    next = setTimeout(look, lost ? EVERY_LOST : EVERY);
  }

  window.hemeroteca = window.hemeroteca ?? {};
  window.hemeroteca.reader = () => server?.reader ?? null; // a hash of their name, by which to know them from another

  // What is sent while the line is lost would be thrown away: asking.js keeps it, and sends it after.
  window.hemeroteca.hold = (question) => {
    if (!lost) return false;
    typed.push(question);
    say();
    return true;
  };

  const watch = new MutationObserver(() => { if (!lost && gradioGaveUp()) lose() });
  watch.observe(document.body, { childList: true, subtree: true });
  addEventListener("pagehide", () => { try { if (other) sessionStorage.clear() } catch {} }); // behind what asking.js keeps
  addEventListener("online", () => lost && look());
  document.addEventListener("visibilitychange", () => document.hidden || lost || setTimeout(look, 0));
  look();
}
