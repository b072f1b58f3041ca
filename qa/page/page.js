// Runs once in the hidden component `bell`; `trigger` hands an order to Python. Nothing else is sent anywhere.
(() => {
  const one = (selector) => document.querySelector(selector);
  const busy = (what) => { document.body.dataset.busy = what; };
  const send = (order) => { busy(order.do); trigger("click", order); };
  const order = (element, extra) => send({ ...element.dataset, ...extra });

  const typed = (element) => Object.fromEntries(
    [...(element.closest(".fields")?.querySelectorAll("input[name]") ?? [])].map((box) => [box.name, box.value]));

  const copied = (button) => {
    const before = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = before; }, 1500);
  };
  const copy = (button) => {
    const fallback = () => {
      const area = document.createElement("textarea");
      area.value = button.dataset.copy;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      copied(button);
    };
    if (navigator.clipboard) navigator.clipboard.writeText(button.dataset.copy).then(() => copied(button), fallback);
    else fallback();
  };
  const grow = (button) => {
    const text = button.closest(".card").querySelector(".text");
    const open = text.classList.toggle("open");
    [button.textContent, button.dataset.grow] = [button.dataset.grow, button.textContent];
    button.setAttribute("aria-expanded", String(open));
  };
  const toMark = () => one("#sheet mark")?.scrollIntoView({ block: "center" });
  const sort = (head) => {
    const body = head.closest("table").tBodies[0];
    const up = head.getAttribute("aria-sort") !== "ascending";
    const key = (row) => row.cells[head.cellIndex].textContent;
    const rows = [...body.rows].sort((a, b) => key(a).localeCompare(key(b), "zh", { numeric: true }) * (up ? 1 : -1));
    head.parentElement.querySelectorAll("th").forEach((th) => th.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    body.append(...rows);
  };
  const save = (file) => {
    const bytes = Uint8Array.from(atob(file.dataset.content), (c) => c.charCodeAt(0));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes]));
    link.download = file.dataset.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  document.addEventListener("click", (event) => {
    const head = event.target.closest("table.rows thead th");
    if (head) { sort(head); return; }
    const target = event.target.closest("button, a");
    if (!target) return;
    const d = target.dataset;
    if (d.do !== undefined) { if (d.do === "language") document.cookie = `lang=${d.lang}; path=/; max-age=31536000; SameSite=Strict`; order(target, typed(target)); }
    else if (d.copy !== undefined) copy(target);
    else if (d.grow !== undefined) grow(target);
    else if (d.back !== undefined) toMark();
    else if (d.at !== undefined) { event.preventDefault(); document.getElementById("at-" + d.at)?.scrollIntoView({ block: "start" }); }
    else if (target.classList.contains("go")) busy(target.id);
  });
  document.addEventListener("change", (event) => {
    const target = event.target.closest("select[data-do], input[data-do]");
    if (target) order(target, { value: target.type === "checkbox" ? String(target.checked) : target.value });
  });
  document.addEventListener("keydown", (event) => {
    const focused = document.activeElement;
    const typing = /^(TEXTAREA|INPUT|SELECT)$/.test(focused?.tagName || "");
    if (event.key === "Escape" && one("#sheet .sheet")) send({ do: "close" });
    else if (event.key === "Enter" && !event.shiftKey && !event.isComposing && focused?.closest("#question")) { if (focused.value.trim()) busy("ask"); }
    else if (event.key === "/" && !typing) { event.preventDefault(); one("#question textarea")?.focus(); }
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && focused?.classList.contains("card")) {
      const cards = [...document.querySelectorAll("#result .card")];
      const next = cards[cards.indexOf(focused) + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) { event.preventDefault(); next.focus(); }
    }
  });

  let sheet = null, served = null;
  new MutationObserver(() => {
    const opened = one("#sheet .sheet");
    if (opened && opened !== sheet) { toMark(); opened.querySelector(".page, .board")?.focus({ preventScroll: true }); }
    sheet = opened;
    const done = one("#delivery [data-served]");
    if (done && done.dataset.served !== served) {
      served = done.dataset.served;
      delete document.body.dataset.busy;
      if (done.dataset.content !== undefined) save(done);
      document.documentElement.lang = one("#masthead [data-lang]")?.dataset.lang === "en" ? "en" : "zh-CN";
    }
  }).observe(document.body, { childList: true, subtree: true });
})();
