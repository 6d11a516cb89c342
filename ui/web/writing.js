// Puts what has been sent of an answer into the chat; writing.py says in which form. Read twice, it changes nothing more.
() => {
  const message = ({ role, content, metadata }) => ({ role, metadata, content: [{ type: "text", text: content }], options: [] });

  window.hemeroteca = window.hemeroteca ?? {};
  window.hemeroteca.written = (log, chat) => {
    const [head, ...steps] = JSON.parse(`[${log ?? ""}]`);
    // Nothing, and not the chat as it is: it may be replaced while this runs, and Gradio would put back what it was.
    if (!head) return;
    const told = head.messages.map((one) => ({ ...one }));
    const last = told.at(-1);
    for (const { at, text } of steps) last.content = last.content.slice(0, at) + text;
    const stays = ({ metadata }) => metadata?.id >= head.first && metadata.id < head.before;
    return [...(chat ?? []).filter(stays), ...told.map(message)];
  };
}
