// Whoever moves with the keyboard is never lost: where what they stand on goes (a button that hides once it is pressed, a
// question that is answered, a row that is deleted), they are back where they were before, else at the question.
//
// A browser would put them at the beginning of the page, without a sign of it.
() => {
  const KEPT = 20;
  const path = []; // what had the focus, the last first
  let typing = false; // whether the last move was made with the keyboard
  let gestures = 0; // how often a key or the pointer was pressed
  let looked = 0;

  const stands = (one) => one.isConnected && !one.disabled && !one.closest("[inert]") && one.checkVisibility({ visibilityProperty: true });
  const home = () => [document.querySelector("#pregunta textarea"), document.querySelector("#vistas [role=tab][aria-selected=true]")];

  function look() {
    looked = 0;
    const at = document.activeElement;
    if (!typing || !path.length || (at && at !== document.body && at !== path[0]) || stands(path[0])) return;
    [...path, ...home()].find((one) => one && stands(one))?.focus({ preventScroll: true });
    document.activeElement.scrollIntoView({ block: "nearest" });
  }

  // To something that may not be there yet: Gradio fetches what it shows for the first time. Whoever has moved on is left
  // where they are.
  const PATIENCE = 10_000; // milliseconds
  window.hemeroteca = window.hemeroteca ?? {};
  window.hemeroteca.lead = (selector) => {
    const before = gestures, until = performance.now() + PATIENCE;
    const arrive = () => {
      const one = document.querySelector(selector);
      if (gestures !== before || performance.now() > until) return;
      if (!one || !stands(one)) return void requestAnimationFrame(arrive);
      one.focus();
      one.select?.();
    };
    requestAnimationFrame(arrive); // what was there before may be filled anew
  };

  document.addEventListener("focusin", ({ target }) => {
    const before = path.indexOf(target);
    if (before >= 0) path.splice(before, 1);
    path.unshift(target);
    path.length = Math.min(path.length, KEPT);
  });
  const gesture = (key) => { typing = key; gestures++ };
  document.addEventListener("keydown", () => gesture(true), true);
  document.addEventListener("pointerdown", () => gesture(false), true);
  new MutationObserver(() => { looked ||= requestAnimationFrame(look) }).observe(document.body, {
    childList: true, subtree: true, attributeFilter: ["class", "style", "hidden", "disabled", "inert"],
  });
}
