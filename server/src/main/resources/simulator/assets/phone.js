// The phones page: draws phones from what the server streams, and sends what they text.
import { count } from "./segments.js";

const API = "/phone/api";
const KEPT = "phones"; // which phones are open, for this tab only
const PATIENCE = 6000; // how long "is answering" shows, in ms
const LONGEST = 1600;

const byId = (id) => document.getElementById(id);
const people = new Map(); // number -> person
const texts = new Map(); // seq -> text
const phones = new Map(); // number -> open phone
const calls = new Map(); // id -> call
const unread = new Map(); // number -> texts not looked at
let lines = [];
let prices = { in: 0, out: 0, currency: "EUR" };
let ahead = 0; // how far the service's clock is before ours, in ms
let seen = 0;
let current = null;
let drawn = false; // what came before the page was opened is not announced

// --- small tools

function make(tag, attributes = {}, ...inside) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value);
  }
  node.append(...inside);
  return node;
}

function shape(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("viewBox", name === "ticks" ? "0 0 22 16" : "0 0 16 16");
  svg.classList.add(name);
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#${name}`);
  svg.append(use);
  return svg;
}

const say = (words) => { byId("say").textContent = words; };

async function ask(path, method = "GET", body) {
  const answer = await fetch(API + path, {
    method,
    headers: body ? { "Content-Type": "application/json" } : {},
    body: body && JSON.stringify(body),
  });
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(said.detail ? `${said.title}. ${said.detail}` : "The service did not answer. Is it running?");
  return said;
}

const money = (amount) =>
  new Intl.NumberFormat("en", { style: "currency", currency: prices.currency, maximumFractionDigits: 4 }).format(amount);
const sumOf = (amount) => new Intl.NumberFormat("en", { style: "currency", currency: prices.currency }).format(amount);
const segmentsOf = (n) => `${n} segment${n === 1 ? "" : "s"}`;

const zone = (number) => (lines.find((line) => line.number === number || line.whatsapp === number) ?? lines[0])?.zone;
const formats = new Map();
function format(timeZone, options) {
  const key = timeZone + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat("en-GB", { timeZone, ...options }));
  return formats.get(key);
}
const hour = (at, timeZone) => format(timeZone, { hour: "2-digit", minute: "2-digit" }).format(new Date(at));
const day = (at, timeZone) => format(timeZone, { weekday: "short", day: "numeric", month: "short" }).format(new Date(at));

// --- what a text's line below says

const WHY = {
  20429: "too many calls", 21211: "no such number", 21408: "country not served", 21602: "empty", 21610: "they blocked us",
  21612: "no route", 21614: "not a mobile", 21617: "too long", 30003: "phone is off", 63016: "WhatsApp session closed",
};
const STATES = {
  queued: ["way", "queued"], sending: ["way", "sending"], sent: ["tick", "sent"], delivered: ["ticks", "delivered"],
  received: ["ticks", "received"], undelivered: ["cross", "not delivered"], failed: ["cross", "refused"],
  refused: ["cross", "not received"], dropped: ["dash", "held back by the line"],
};
const WRONG = new Set(["undelivered", "failed", "refused"]);

function cost(text) {
  if (text.status === "failed" || text.status === "dropped" || text.status === "refused") return 0;
  return text.segments * (text.fromLine ? prices.out : prices.in);
}

function meta(text) {
  const [icon, word] = STATES[text.status] ?? ["way", text.status];
  const why = text.code ? ` (${WHY[text.code] ?? text.code})` : "";
  const how = make("span", { class: `how ${WRONG.has(text.status) ? "wrong" : text.status}` }, shape(icon), word + why);
  return [
    make("span", {}, hour(text.at, zone(text.line))),
    how,
    make("span", {}, `${segmentsOf(text.segments)}, ${money(cost(text))}`),
  ];
}

/** A reply may be in English although the person writes otherwise: the letters tell. */
function languageOf(text, person) {
  if (!person) return null;
  const latin = /^(ur|hi)-Latn|^(en|es|fr|ro|vi|tl|pt|sq|so|sw|ha|tr|pl|id)/.test(person.language);
  return !latin && !/[^\u0000-\u024f\u1e00-\u20cf]/.test(text.body) ? "en" : person.language;
}

// --- phones

function person(number) {
  return people.get(number) ?? { name: number, number, languageName: "", direction: "ltr", texts: [], who: "", other: true };
}

function open(number, { focus = true } = {}) {
  let phone = phones.get(number);
  if (!phone) {
    phone = build(person(number));
    phones.set(number, phone);
    document.querySelector(".row").append(phone.node);
    phone.thread.setAttribute("aria-live", "off");
    const before = [...texts.values(), ...calls.values()].filter((one) => (one.phone ?? one.to) === number);
    before.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
    for (const one of before) one.phone ? put(phone, one) : ring(phone, one);
    requestAnimationFrame(() => phone.thread.setAttribute("aria-live", "polite"));
    keep();
  }
  show(number);
  toEnd(phone);
  if (focus) {
    phone.node.scrollIntoView({ block: "nearest", inline: "nearest" });
    phone.name.focus({ preventScroll: true });
  }
  return phone;
}

function toEnd(phone) {
  phone.thread.scrollTop = phone.thread.scrollHeight;
}

function shut(number) {
  const order = [...phones.keys()];
  const next = order[order.indexOf(number) - 1] ?? order[order.indexOf(number) + 1] ?? null;
  phones.get(number).node.remove();
  phones.delete(number);
  keep();
  show(next);
  (next ? phones.get(next).name : document.querySelector(`.person[data-number="${CSS.escape(number)}"]`))?.focus();
}

function keep() {
  sessionStorage.setItem(KEPT, JSON.stringify([...phones.keys()]));
}

/** Which phone a narrow window shows; null for the list of people. */
function show(number) {
  current = number;
  document.body.dataset.view = number ? "phone" : "people";
  document.body.classList.toggle("busy", phones.size > 0);
  if (number) unread.delete(number);
  for (const [key, phone] of phones) phone.node.classList.toggle("current", key === number);
  badges();
}

function looking(number) {
  return phones.has(number) && (number === current || matchMedia("(min-width: 900px)").matches);
}

function badges() {
  for (const button of document.querySelectorAll(".person")) {
    const number = button.dataset.number;
    button.toggleAttribute("aria-current", phones.has(number));
    badge(button.querySelector(".new"), unread.get(number));
  }
  const shown = [...phones.keys()].map((number) => (number === current ? `${number} now` : number)).join() + (current ? "" : " people");
  const switcher = document.querySelector(".switcher");
  if (switcher.dataset.shown !== shown) {
    switcher.dataset.shown = shown;
    switcher.replaceChildren(...(phones.size ? [null, ...phones.keys()].map(tab) : []));
  }
  for (const button of switcher.children) badge(button.querySelector(".new"), unread.get(button.dataset.number));
  bells();
}

/** The tab of the people rings for phones that are not open. */
function bells() {
  const ringing = [...calls.values()].filter((call) => call.status === "ringing").map((call) => call.to);
  for (const button of document.querySelectorAll(".person, .switcher button")) {
    const number = button.dataset.number;
    button.classList.toggle("rings", ringing.some((one) => (number ? one === number : !phones.has(one))));
  }
}

function badge(node, number) {
  node.replaceChildren(...(number ? [String(number), make("span", { class: "unseen" }, " new")] : []));
}

function tab(number) {
  const button = make("button", { type: "button", "data-number": number, "aria-current": number === current ? "true" : null },
    number ? person(number).name : "People", make("span", { class: "new" }),
    make("span", { class: "ringing" }, shape("ring"), " rings"));
  button.addEventListener("click", () => {
    show(number);
    if (number) toEnd(phones.get(number));
    document.querySelector(".switcher [aria-current]")?.focus();
  });
  return button;
}

function build(who) {
  const id = `phone-${who.number.replace(/[^0-9a-z]/gi, "")}`;
  const name = make("h2", { id, tabindex: -1 }, who.name);
  const close = make("button", { type: "button", class: "shut", "aria-label": `Put ${who.name}'s phone away` }, shape("cross"));
  const list = make("ol");
  const thread = make(
    "div",
    { class: "thread", role: "log", tabindex: 0, dir: who.direction, "aria-label": `Texts on ${who.name}'s phone` },
    list,
    make("p", { class: "empty", dir: "ltr" }, who.responder
      ? "What the line asks of this person appears here."
      : who.practice
        ? "Practice: whoever is to answer texts #practice first. Then tap a text below, or write your own."
        : "No texts yet. Tap one below, or write your own."),
  );
  const writing = make("p", { class: "writing", "aria-hidden": "true" }, make("i"), make("i"), make("i"), "the line is answering");
  const ready = make("div", { class: "ready", role: "group", "aria-label": "Ready texts", dir: who.direction });
  const field = make("textarea", {
    id: `${id}-write`, rows: 1, maxlength: LONGEST, dir: "auto", lang: who.responder ? null : who.language, autocomplete: "off",
    "aria-describedby": `${id}-meter`, placeholder: "Text the line",
  });
  const meter = make("small", { class: "meter", id: `${id}-meter` });
  const form = make(
    "form",
    { class: "composer", dir: who.direction },
    make("label", { class: "unseen", for: `${id}-write` }, `Text from ${who.name}'s phone to the line`),
    make("div", {}, field, make("button", { dir: "ltr" }, "Send")),
    meter,
  );
  const about = make("p", { class: "quiet" });
  if (who.practice) about.append(make("span", { class: "practised" }, "practice"), " ");
  if (who.languageName) about.append(`${who.languageName} · `);
  about.append(who.other ? "another phone" : make("bdi", { dir: "ltr" }, who.number));
  const node = make(
    "section",
    { class: "phone", "aria-labelledby": id },
    make("header", {},
      make("span", { class: `face ${who.responder ? "staff" : who.practice ? "practice" : ""}`, "aria-hidden": "true" }, who.other ? "+" : who.name[0]),
      make("div", {}, name, about), close),
    make("div", { class: "middle" }, thread, make("div", { class: "calls" })),
    make("div", {}, writing, ready),
    form,
  );
  const phone = {
    node, name, thread, list, writing, who, days: new Set(), items: new Map(), rung: new Map(), timer: 0, atEnd: true,
    calls: node.querySelector(".calls"),
  };
  thread.addEventListener("scroll", () => {
    phone.atEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 80;
  });
  new ResizeObserver(() => phone.atEnd && toEnd(phone)).observe(thread);

  for (const text of who.texts) {
    const button = make("button", { type: "button", lang: who.responder ? null : who.language },
      make("span", { class: "gist", dir: who.direction }, text.text));
    if (text.means) button.append(make("span", { class: "means", lang: "en", dir: "ltr" }, text.means));
    button.addEventListener("click", () => send(phone, text.text));
    ready.append(button);
  }
  const measure = () => {
    const { gsm, units, room, segments } = count(field.value);
    const near = field.value.length > LONGEST - 100;
    meter.classList.toggle("near", near || segments > 2);
    meter.textContent = field.value
      ? `${segmentsOf(segments)}, ${money(segments * prices.in)} · ${units} ${gsm ? "characters" : "units, wide letters"} · ` +
        (near ? `only ${LONGEST - field.value.length} left` : `${room} to the next segment`)
      : `A segment to the line costs ${money(prices.in)}`;
  };
  measure();
  field.addEventListener("input", measure);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = field.value;
    if (!body.trim()) return;
    field.value = "";
    measure();
    if (!(await send(phone, body)) && !field.value) {
      field.value = body;
      measure();
    }
  });
  close.addEventListener("click", () => shut(who.number));
  return phone;
}

async function send(phone, body) {
  try {
    await ask("/texts", "POST", { from: phone.who.number, body });
    return true;
  } catch (error) {
    say(error.message);
    alertOn(phone, error.message);
    return false;
  }
}

function alertOn(phone, words) {
  phone.thread.querySelector(".note")?.remove();
  phone.thread.append(make("p", { class: "note", dir: "ltr" }, words));
  toEnd(phone);
}

/** Draws a text, or brings the line below it up to date. */
function put(phone, text) {
  const item = phone.items.get(text.seq);
  if (item) {
    item.classList.toggle("wrong", WRONG.has(text.status));
    item.lastElementChild.replaceChildren(...meta(text));
    return;
  }
  phone.thread.querySelector(".note")?.remove();
  const date = day(text.at, zone(text.line));
  if (!phone.days.has(date)) {
    phone.days.add(date);
    phone.list.append(make("li", { class: "day", dir: "ltr" }, date));
  }
  const who = make("span", { class: "unseen" }, text.fromLine ? "The line:" : `${phone.who.name}:`);
  const body = make("p", { class: "body", lang: phone.who.responder ? null : languageOf(text, phone.who), dir: "auto" }, text.body);
  const made = make("li", { class: `text ${text.fromLine ? "" : "mine"} ${WRONG.has(text.status) ? "wrong" : ""}` },
    who, body, make("p", { class: "meta", dir: "ltr" }, ...meta(text)));
  phone.items.set(text.seq, made);
  phone.list.append(made);
  if (phone.atEnd || !text.fromLine) toEnd(phone);
}

/** A call rings above the texts, and leaves a note among them once it has ended. */
function ring(phone, call) {
  const before = phone.rung.get(call.id);
  if (before?.state === `${call.status} ${call.answer}`) return;
  const focused = before?.node.contains(document.activeElement);
  const ringing = call.status === "ringing";
  const node = ringing && before ? before.node : ringing ? ringer(phone, call) : note(call);
  if (before && before.node !== node) before.node.remove();
  phone.rung.set(call.id, { state: `${call.status} ${call.answer}`, node });
  if (ringing) phone.calls.append(node);
  else phone.list.append(node);
  if (focused && !ringing) phone.name.focus({ preventScroll: true });
  if (phone.atEnd) toEnd(phone);
}

function ringer(phone, call) {
  const said = make("q", { dir: "auto" }, call.sentence);
  const accept = make("button", { type: "button", class: "accept" }, "Pick up, press 1");
  const decline = make("button", { type: "button" }, "Hang up");
  accept.addEventListener("click", () => answer(phone, call, { press: "1" }));
  decline.addEventListener("click", () => answer(phone, call, { hangUp: true }));
  return make("section", { class: "call", dir: "ltr", "aria-label": `Call for ${phone.who.name}` },
    make("p", { class: "calling" }, shape("ring"), "The line calls"), make("p", {}, said), make("div", {}, accept, decline));
}

const ENDS = { completed: "answered", busy: "hung up", "no-answer": "not answered" };

function note(call) {
  const node = make("li", { class: "text called", dir: "ltr" },
    make("p", { class: "body" }, shape("ring"), `Call ${hour(call.at, zone(call.from))}, ${ENDS[call.status] ?? call.status}: `,
      make("q", { dir: "auto" }, call.sentence)));
  if (call.answer) node.firstChild.append(make("br"), "After the key: ", make("q", { dir: "auto" }, call.answer));
  return node;
}

async function answer(phone, call, order) {
  try {
    calls.set(call.id, await ask(`/calls/${call.id}`, "POST", order));
    ring(phone, calls.get(call.id));
    say(calls.get(call.id).answer ?? "Hung up.");
  } catch (error) {
    say(error.message);
    alertOn(phone, error.message);
  }
}

function takeCalls(all) {
  for (const call of all) {
    const before = calls.get(call.id);
    calls.set(call.id, call);
    const phone = phones.get(call.to);
    if (phone) ring(phone, call);
    if (!before && call.status === "ringing" && drawn) say(`${person(call.to).name}'s phone rings: ${call.sentence}`);
  }
  bells();
}

function writing(phone, on) {
  clearTimeout(phone.timer);
  phone.writing.classList.toggle("on", on);
  if (on) phone.timer = setTimeout(() => writing(phone, false), PATIENCE);
}

// --- what the server tells

function take(update) {
  seen = update.version;
  ahead = Date.parse(update.now) - Date.now();
  for (const text of update.texts) {
    const fresh = !texts.has(text.seq);
    const before = texts.get(text.seq)?.status;
    texts.set(text.seq, text);
    const phone = phones.get(text.phone);
    if (phone) {
      put(phone, text);
      if (fresh && text.fromLine) writing(phone, false);
      else if (drawn && text.status === "received" && before !== "received" && !answered(text)) writing(phone, true);
    }
    if (fresh && drawn && text.fromLine && !looking(text.phone)) unread.set(text.phone, (unread.get(text.phone) ?? 0) + 1);
  }
  takeCalls(update.calls);
  if (update.texts.length) {
    total();
    badges();
  }
  for (const box of document.querySelectorAll("#faults input")) box.checked = update.faults.includes(box.name);
  byId("faulty").replaceChildren(...(update.faults.length
    ? [String(update.faults.length), make("span", { class: "unseen" }, " switched on")] : []));
  clock();
}

function answered(question) {
  for (const text of texts.values()) {
    if (text.fromLine && text.phone === question.phone && text.seq > question.seq) return true;
  }
  return false;
}

function total() {
  let segments = 0, sum = 0;
  for (const text of texts.values()) {
    segments += text.segments;
    sum += cost(text);
  }
  const n = texts.size;
  byId("total").textContent = n ? `${n} text${n === 1 ? "" : "s"} · ${segmentsOf(segments)} · ${sumOf(sum)}` : "No texts yet";
}

function clock() {
  const line = lines[0];
  if (!line) return;
  const now = Date.now() + ahead;
  byId("now").textContent = `${day(now, line.zone)} ${hour(now, line.zone)} ${line.zone.split("/").pop().replace(/_/g, " ")}`;
  byId("now").dateTime = new Date(now).toISOString();
  if (line.opensAt && now >= Date.parse(line.opensAt)) cast().catch(() => {});
  byId("hours").textContent = line.open ? "open now" : "closed now";
}

async function cast() {
  const all = await ask("/cast");
  lines = all.lines;
  prices = { ...all.prices, in: Number(all.prices.in), out: Number(all.prices.out) };
  ahead = Date.parse(all.now) - Date.now();
  for (const one of [...all.contacts, ...all.practice, ...all.responders]) people.set(one.number, one);
  byId("prices").textContent = `${money(prices.out)} sent, ${money(prices.in)} received`;
  for (const line of lines) if (line.opensAt && Date.parse(line.opensAt) <= Date.now() + ahead) line.opensAt = null;
  clock();
}

function follow() {
  if (!window.EventSource) return poll();
  const stream = new EventSource(`${API}/stream?after=${seen}`);
  let heard = false;
  stream.addEventListener("message", (event) => {
    heard = true;
    take(JSON.parse(event.data));
  });
  stream.addEventListener("error", () => {
    if (stream.readyState !== EventSource.CLOSED && heard) return; // the browser comes again by itself
    stream.close();
    poll();
  });
}

/** Where there is no stream: asks every two seconds, and tries the stream again later. */
async function poll(times = 15) {
  try {
    take(await ask(`/feed?after=${seen}`));
  } catch {
    say("The service does not answer. Is it running?");
  }
  setTimeout(() => (times > 0 ? poll(times - 1) : follow()), 2000);
}

// --- the bar

for (const button of document.querySelectorAll(".toggle")) {
  const panel = byId(button.getAttribute("aria-controls"));
  const set = (on) => {
    panel.classList.toggle("open", on);
    button.setAttribute("aria-expanded", String(on));
  };
  button.addEventListener("click", () => {
    for (const other of document.querySelectorAll('.toggle[aria-expanded="true"]')) if (other !== button) other.click();
    set(!panel.classList.contains("open"));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel.classList.contains("open")) {
      set(false);
      button.focus();
    }
  });
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest(".bar")) set(false);
  });
}

const moves = [...document.querySelectorAll("[data-forward]")];
for (const button of moves) {
  button.addEventListener("click", async () => {
    if (button.hasAttribute("aria-disabled")) return;
    let forward = button.dataset.forward;
    if (forward === "opening") {
      await cast().catch(() => {});
      const opensAt = lines[0]?.opensAt;
      if (!opensAt) return say("The line's file names no hours: there is no opening.");
      forward = `PT${Math.max(1, Math.ceil((Date.parse(opensAt) - Date.now() - ahead) / 1000))}S`;
    }
    for (const move of moves) move.setAttribute("aria-disabled", "true");
    say("Moving the clock …");
    try {
      await ask("/clock", "POST", { forward });
      await cast();
      say(`It is now ${byId("now").textContent}, ${byId("hours").textContent}.`);
    } catch (error) {
      say(error.message);
    } finally {
      for (const move of moves) move.removeAttribute("aria-disabled");
    }
  });
}

byId("faults").addEventListener("change", (event) =>
  ask("/faults", "POST", { name: event.target.name, on: event.target.checked }).catch((error) => say(error.message)));
byId("all-well").addEventListener("click", () =>
  ask("/faults", "DELETE").then(() => say("All faults are off.")).catch((error) => say(error.message)));

// --- people

for (const button of document.querySelectorAll(".person")) button.addEventListener("click", () => open(button.dataset.number));
for (const button of document.querySelectorAll(".tile")) {
  button.addEventListener("click", () => {
    const phone = open(button.dataset.number);
    send(phone, phone.who.texts[Number(button.dataset.send)].text);
  });
}
document.querySelector(".other").addEventListener("submit", (event) => {
  event.preventDefault();
  const field = byId("other");
  const number = field.value.replace(/[\s().-]/g, "");
  const hint = byId("other-hint");
  const fits = /^((whatsapp|rcs):)?\+[1-9][0-9]{6,14}$/.test(number);
  field.setAttribute("aria-invalid", String(!fits));
  hint.textContent = fits
    ? "With + and country code; whatsapp:+44… works too."
    : "That is no number: write it with + and country code, such as +447700900299.";
  if (!fits) return field.focus();
  field.value = "";
  open(number);
});

// --- begin

async function begin() {
  try {
    await cast();
    take(await ask("/feed?after=0"));
  } catch (error) {
    say(error.message);
    setTimeout(begin, 2000);
    return;
  }
  for (const number of JSON.parse(sessionStorage.getItem(KEPT) ?? "[]")) open(number, { focus: false });

  drawn = true;
  total();
  follow();
  setInterval(clock, 5000);
  setInterval(() => cast().catch(() => {}), 60000); // the line may have closed
}
begin();
