// Says of the list of conversations whether it is open, which Gradio's accordion shows by an arrow alone, and forgets
// the conversation that earlier versions kept in the browser.
() => {
  try { localStorage.removeItem("hemeroteca"); } catch { /* it may refuse to keep anything */ }
  const tell = () => {
    const button = document.querySelector("#conversaciones button.label-wrap");
    const opened = String(button?.classList.contains("open") ?? false);
    if (button && button.getAttribute("aria-expanded") !== opened) button.setAttribute("aria-expanded", opened);
  };
  const begin = () => {
    const list = document.getElementById("conversaciones");
    if (!list) return void setTimeout(begin, 100);
    new MutationObserver(tell).observe(list, { subtree: true, attributeFilter: ["class"] });
    tell();
  };
  begin();
}
