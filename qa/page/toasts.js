// Gradio's own messages in the reader's words: it knows English only, and an error's text is not meant for readers.
(() => {
  const english = () => document.documentElement.lang === "en";
  const KNOWN = [
    [/exceed the maximum allowed size of ([\d.]+) ?Mb/i, (m) => [`文件超过 ${Number(m[1])} MB,没有上传`, `The file is larger than ${Number(m[1])} MB and was not uploaded`]],
    [/connection/i, () => ["与服务器的连接断了,正在重新连接;连上后请再试", "The connection to the server was lost, trying again; please repeat when it is back"]],
    [/invalid file type/i, () => ["不能读取这种文件,没有上传", "Files of this type cannot be read; nothing was uploaded"]],
    [/排队已满|过于频繁|正忙/, (m) => [m.input, "Too many requests at the moment; please try again in a few seconds"]],
    [/需要登录/, (m) => [m.input, "You have to log in again; reload the page"]],
    [/请求过大,最多 (\d+) KB/, (m) => [m.input, `The request is too large, ${m[1]} KB at most`]],
    [/这里只供查阅/, (m) => [m.input, "Reading only here; ask the administrator for changes"]],
    [/too many|queue/i, () => ["现在人太多,请过几秒再试", "Too many people at the moment; please try again in a few seconds"]],
  ];
  const LOST = ["出了意外,没有做成;请再试一次,仍不行请刷新页面", "Something went wrong, nothing was done; try again, or reload the page"];
  const OURS = /[\u4e00-\u9fff]{4}/; // a line of this program, whose lines are Chinese
  const write = (element, words) => {
    const node = [...element.childNodes].find((n) => n.nodeType === Node.TEXT_NODE && n.data.trim());
    if (node && node.data.trim() !== words) node.data = words;
  };
  const told = new WeakSet();
  new MutationObserver(() => {
    document.querySelectorAll(".toast-body").forEach((toast) => {
      const text = toast.querySelector(".toast-message-text");
      if (!text || told.has(text)) return;
      told.add(text);
      delete document.body.dataset.busy; // whatever was waited for does not come
      const said = text.textContent;
      const [pattern, words] = KNOWN.find(([shape]) => shape.test(said)) ?? [];
      const lines = pattern ? words(said.match(pattern)) : OURS.test(said) ? [said, said] : LOST;
      write(text, lines[english() ? 1 : 0]);
      const title = toast.querySelector(".toast-title");
      if (title && !english()) write(title, "没有做成");
    });
  }).observe(document.body, { childList: true, subtree: true });
})();
