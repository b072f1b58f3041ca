// Runs once in the hidden component `bell`; `trigger` hands an order to Python. Nothing else is sent anywhere.
(() => {
  const one = (selector) => document.querySelector(selector);
  let since = 0;
  const busy = (what) => { document.body.dataset.busy = what; since = Date.now(); };
  let sent = {}, depth = 0, asked = "";
  // The page's own request comes first, ten seconds at most: it brings the reader's language or the answer of a link,
  // and drawn later than what was asked meanwhile it would draw over that.
  const loaded = Date.now();
  let later = null;
  const early = () => !one("#arrived i") && Date.now() - loaded < 10000;
  const send = (order) => {
    if (early()) { later = () => send(order); return; }
    sent = order;
    depth = document.activeElement?.closest(".region")?.querySelector(".scroll")?.scrollTop ?? 0;
    busy(order.do);
    trigger("click", order);
  };
  const order = (element, extra) => send({ ...element.dataset, ...extra });

  const typed = (element) => Object.fromEntries(
    [...(element.closest(".fields")?.querySelectorAll("input[name]") ?? [])].map((box) => [box.name, box.value]));

  const copied = (button) => {
    const before = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = before; }, 1500);
  };
  const copy = (button) => {
    const words = button.dataset.link === undefined ? button.dataset.copy : new URL(button.dataset.copy, location.href.split("?")[0]).href;
    const fallback = () => {
      const area = document.createElement("textarea");
      area.value = words;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      copied(button);
    };
    if (navigator.clipboard) navigator.clipboard.writeText(words).then(() => copied(button), fallback);
    else fallback();
  };
  const grow = (button) => {
    const text = button.closest(".card").querySelector(".text");
    const open = text.classList.toggle("open");
    [button.textContent, button.dataset.grow] = [button.dataset.grow, button.textContent];
    button.setAttribute("aria-expanded", String(open));
  };
  // Full text: the hits in order, the one in view, and the page behind put out of reach while it is open.
  const hit = (number) => document.querySelectorAll(`#sheet mark[data-hit="${number}"]`);
  const hits = () => new Set([...document.querySelectorAll("#sheet mark[data-hit]")].map((m) => m.dataset.hit)).size;
  const show = (step) => {
    const all = hits();
    if (!all) return;
    const now = Number(one("#sheet mark.now")?.dataset.hit || 0);
    const next = (now + step + all) % all;
    document.querySelectorAll("#sheet mark.now").forEach((m) => m.classList.remove("now"));
    hit(next).forEach((m) => m.classList.add("now"));
    hit(next)[0].scrollIntoView({ block: "start" });
    const exact = one(`#sheet mark.exact[data-hit="${next}"]`);
    if (exact && exact.getBoundingClientRect().bottom > innerHeight) exact.scrollIntoView({ block: "center" });
    const place = one("#sheet .place");
    if (place) place.textContent = `${next + 1}/${all}`;
  };
  let opener = null;
  const behind = (open) => {
    document.querySelectorAll("#masthead, #tabs").forEach((part) => { part.inert = open; });
    document.body.style.overflow = open ? "hidden" : "";
  };
  const opened = (sheet) => {
    const from = document.activeElement?.closest("[data-do]");
    if (from && !from.closest("#sheet")) opener = from; // a sheet opened from a sheet leads back to the page
    if (innerWidth <= 640) sheet.querySelector(".outline")?.removeAttribute("open");
    if (!history.state?.sheet) history.pushState({ sheet: true }, "");
    behind(true);
    show(0);
    [...sheet.querySelectorAll("a.here")].at(-1)?.scrollIntoView({ block: "nearest" });
    sheet.querySelector(".page, .board")?.focus({ preventScroll: true });
  };
  // Going back closes the sheet, as on a phone one expects it to, and does not leave the page.
  addEventListener("popstate", () => { if (one("#sheet .sheet")) send({ do: "close" }); });
  const shut = () => { if (history.state?.sheet) history.back(); behind(false); if (opener?.isConnected) opener.focus({ preventScroll: true }); opener = null; };
  const shown = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.offsetParent);
  // What was clicked may be gone with the redrawing: the keyboard goes on from there, not from the top of the page.
  const keep = () => {
    if (sent.do?.startsWith("more-")) shown(".region .scroll")[0]?.scrollTo(0, depth); // more rows are below these
    if (document.activeElement !== document.body || one("#sheet .sheet")) return;
    const again = shown("[data-do]").filter((e) => e.dataset.do === sent.do);
    const same = again.find((e) => Object.entries(e.dataset).every(([name, value]) => sent[name] === value));
    const next = same || (again.length === 1 ? again[0] : shown(".region")[0]);
    if (next?.matches(".region")) next.tabIndex = -1;
    next?.focus({ preventScroll: true });
  };
  const sort = (head) => {
    if (head.closest("table").dataset.sort) { // only a part of the rows is here: all of them are sorted where they are
      send({ do: head.closest("table").dataset.sort, by: head.cellIndex, down: Number(head.getAttribute("aria-sort") === "ascending") });
      return;
    }
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

  // One question at a time: the next one waits in its box until the answer is there, ten seconds at most.
  const held = (event) => {
    const asks = event.type === "click" ? event.target.closest("#ask") : event.key === "Enter" && event.target.closest("#question");
    const again = asked && one("#question textarea")?.value.trim() === asked; // whatever else has been served meanwhile
    const first = asks && early();
    if (first && !event.isComposing) later = () => one("#ask").click();
    if (first || asks && (document.body.dataset.busy === "ask" || again) && Date.now() - since < 10000) { event.stopPropagation(); event.preventDefault(); }
  };
  document.addEventListener("keydown", held, true);
  document.addEventListener("click", held, true);

  document.addEventListener("click", (event) => {
    const head = event.target.closest("table.rows thead th");
    if (head) { sort(head); return; }
    const target = event.target.closest("button, a");
    if (!target) return;
    if (target.matches("[role=tab][aria-selected=false]")) busy("open");
    const d = target.dataset;
    if (d.do !== undefined) { if (d.do === "language") document.cookie = `lang=${d.lang}; path=/; max-age=31536000; SameSite=Strict`; order(target, typed(target)); }
    else if (d.copy !== undefined) copy(target);
    else if (d.grow !== undefined) grow(target);
    else if (d.step !== undefined) show(Number(d.step));
    else if (d.print !== undefined) window.print();
    else if (d.at !== undefined) { event.preventDefault(); document.getElementById("at-" + d.at)?.scrollIntoView({ block: "start" }); }
    else if (target.classList.contains("go")) { busy(target.id); if (target.id === "ask") asked = one("#question textarea").value.trim(); }
  });
  document.addEventListener("change", (event) => {
    const target = event.target.closest("select[data-do], input[data-do]");
    if (target) order(target, { value: target.type === "checkbox" ? String(target.checked) : target.value });
  });
  // A box to type in: what stands there is written over, and emptied it narrows nothing any more.
  document.addEventListener("focusin", (event) => { if (event.target.matches("input[type=search][data-do]")) event.target.select(); });
  document.addEventListener("search", (event) => {
    if (event.target.matches("input.set[data-do]") && !event.target.value) order(event.target, { value: "" });
  });
  // From the empty question box down into the passages, and from one passage to the next.
  const arrow = (event, focused) => {
    const box = one("#question textarea");
    const cards = [...document.querySelectorAll("#result .card")];
    const at = focused === box && !box.value ? -1 : cards.indexOf(focused);
    if (at < 0 && focused !== box) return;
    if (focused === box && box.value) return;
    const next = cards[at + (event.key === "ArrowDown" ? 1 : -1)] || (event.key === "ArrowUp" && at === 0 ? box : null);
    if (next) { event.preventDefault(); next.focus(); }
  };
  document.addEventListener("keydown", (event) => {
    const focused = document.activeElement;
    const typing = /^(TEXTAREA|INPUT|SELECT)$/.test(focused?.tagName || "");
    if (event.key === "Escape" && one("#sheet .sheet")) send({ do: "close" });
    else if (event.key === "Enter" && !event.shiftKey && !event.isComposing && focused?.closest("#question")) { asked = focused.value.trim(); if (asked) busy("ask"); }
    else if (event.key === "Enter" && focused?.matches("table.rows thead th")) sort(focused);
    else if (event.key === "Enter" && !event.isComposing && focused?.matches(".fields input")) focused.closest(".fields").querySelector("button").click();
    else if (event.key === "/" && !typing) { event.preventDefault(); one("#question textarea")?.focus(); }
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") arrow(event, focused);
  });

  // Paper has nothing to unfold: the ledger's measures are opened for it, and closed again.
  const unfold = (open) => document.querySelectorAll(open ? "#ledger details:not([open])" : "#ledger details[data-unfolded]").forEach((part) => {
    part.open = open;
    part.toggleAttribute("data-unfolded", open);
  });
  addEventListener("beforeprint", () => unfold(true));
  addEventListener("afterprint", () => unfold(false));

  // The box is emptied of the question just answered, and of nothing else: whoever types on meanwhile keeps it.
  const empty = () => {
    const box = one("#question textarea");
    if (!asked || document.body.dataset.busy || !one("#result .asked")?.textContent.endsWith(asked)) return;
    if (box?.value.trim() === asked) {
      box.value = "";
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
    asked = "";
  };
  let sheet = null, served = null;
  new MutationObserver(() => {
    empty();
    const open = one("#sheet .sheet");
    const before = sheet;
    sheet = open;
    if (open && open !== before) opened(open);
    else if (!open && before) shut();
    const done = one("#delivery [data-served]");
    if (done && done.dataset.served !== served) {
      served = done.dataset.served;
      delete document.body.dataset.busy;
      requestAnimationFrame(() => { keep(); empty(); });
      if (done.dataset.content !== undefined) save(done);
      if (done.dataset.link) history.replaceState(history.state, "", done.dataset.link === "?" ? location.pathname : done.dataset.link);
      document.documentElement.lang = one("#masthead [data-lang]")?.dataset.lang === "en" ? "en" : "zh-CN";
    }
    if (later && one("#arrived i")) { const go = later; later = null; go(); }
  }).observe(document.body, { childList: true, subtree: true });
})();
