// Runs once in the hidden component `bell`; `trigger` hands an order to Python. Nothing else is sent anywhere.
(() => {
  const send = (order) => trigger("click", order);
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
  const toMark = () => document.querySelector("#sheet mark")?.scrollIntoView({ block: "center" });
  const sort = (head) => {
    const body = head.closest("table").tBodies[0];
    const up = head.getAttribute("aria-sort") !== "ascending";
    const key = (row) => row.cells[head.cellIndex].textContent;
    const rows = [...body.rows].sort((a, b) => key(a).localeCompare(key(b), "zh", { numeric: true }) * (up ? 1 : -1));
    head.parentElement.querySelectorAll("th").forEach((th) => th.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    body.append(...rows);
  };
  document.addEventListener("click", (event) => {
    const head = event.target.closest("table.rows thead th");
    if (head) { sort(head); return; }
    const target = event.target.closest("button, a, tr[data-notice]");
    if (!target) return;
    const d = target.dataset;
    if (d.copy !== undefined) copy(target);
    else if (d.grow !== undefined) grow(target);
    else if (d.notice !== undefined) send({ do: "read", notice: d.notice, start: Number(d.start), end: Number(d.end) });
    else if (d.ask !== undefined) send({ do: "ask", question: d.ask });
    else if (d.undo !== undefined) send({ do: "undo" });
    else if (d.turn !== undefined) send({ do: "again", number: Number(d.turn) });
    else if (d.new !== undefined) send({ do: "new" });
    else if (d.close !== undefined) send({ do: "close" });
    else if (d.back !== undefined) toMark();
    else if (d.at !== undefined) { event.preventDefault(); document.getElementById("at-" + d.at)?.scrollIntoView({ block: "start" }); }
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(TEXTAREA|INPUT|SELECT)$/.test(document.activeElement?.tagName || "");
    if (event.key === "Escape" && document.querySelector("#sheet .sheet")) send({ do: "close" });
    else if (event.key === "/" && !typing) { event.preventDefault(); document.querySelector("#question textarea")?.focus(); }
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && document.activeElement?.classList.contains("card")) {
      const cards = [...document.querySelectorAll("#result .card")];
      const next = cards[cards.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) { event.preventDefault(); next.focus(); }
    }
  });
  let last = null;
  new MutationObserver(() => {
    const sheet = document.querySelector("#sheet .sheet");
    if (sheet && sheet !== last) { toMark(); sheet.querySelector(".page")?.focus({ preventScroll: true }); }
    last = sheet;
  }).observe(document.body, { childList: true, subtree: true });
})();
