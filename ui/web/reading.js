// Brings a question that was sent to the top, and keeps it there while its answer grows below it, so that an answer is
// read from its beginning; until the reader goes somewhere else.
() => {
  // Here and not in a stylesheet, which Gradio keeps to the inside of this container: in what hides, nothing sticks, and
  // on a phone the question does (page.css).
  document.head.append(Object.assign(document.createElement("style"), { textContent: ".gradio-container { overflow: clip !important }" }));

  let asked = 0;
  let following = false;

  const begin = () => {
    const chat = document.getElementById("conversacion");
    if (!chat) return void setTimeout(begin, 100);
    new MutationObserver(() => {
      const questions = chat.querySelectorAll(".user-row");
      following = following || questions.length > asked;
      asked = questions.length;
      if (following && asked) questions[asked - 1].scrollIntoView({ block: "start" });
    }).observe(chat, { childList: true, subtree: true, characterData: true });
  };
  for (const leaves of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    document.addEventListener(leaves, () => (following = false), { capture: true, passive: true });
  }
  begin();
}
