// «This citation does not say it»: says to the server which citation the button stands beside. Pressed again, it is taken
// back; the server draws the button so when the sources are sent. And thumbs are called as the page speaks.
() => {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("#fuentes button.objecion") : null;
    if (!button) return;
    button.ariaPressed = String(button.ariaPressed !== "true");
    document.documentElement.dataset.cita = button.value;
    document.getElementById("objetar")?.click();
  });

  // Gradio gives a thumb that is pressed another name, in English alone: here it keeps its own, and is said to be pressed.
  const words = () => document.querySelector("[data-gusta]")?.dataset;
  function name() {
    const { gusta, noGusta } = words();
    for (const [english, said] of [["Liked", gusta], ["Disliked", noGusta]]) {
      for (const thumb of document.querySelectorAll(`#conversacion :is([aria-label="${english}"], [aria-label="${said}"])`)) {
        thumb.setAttribute("aria-pressed", String(thumb.style.color.includes("accent")));
        if (thumb.getAttribute("aria-label") !== said) for (const told of ["aria-label", "title"]) thumb.setAttribute(told, said);
      }
    }
  }

  const begin = () => {
    const chat = document.getElementById("conversacion");
    if (!chat || !words()) return void setTimeout(begin, 100);
    new MutationObserver(name).observe(chat, { childList: true, subtree: true, attributeFilter: ["aria-label", "style"] });
    name();
  };
  begin();
}
