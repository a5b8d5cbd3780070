/**
 * The proof beside a form of the report's editor: asked for a moment after somebody stops typing.
 *
 * One request at a time: one that was given up would be worked on all the same, and keep the next one waiting. What is
 * typed meanwhile is asked for as soon as the answer is there. The last proof stays until the next is drawn.
 */
const PAUSE = 500 // milliseconds without a key before a proof is asked for
const IDLE = 2500 // before the numbers of pages that are not known yet are counted on
const LARGEST = 1_000_000 // bytes of a chosen picture that is sent along each time
const TOO_LARGE = 'The picture that you chose is larger than 1 MB: the proof shows it once it is saved.'
const FAILED = 'The proof could not be made. Below is the last one, if there was any. It is tried again when you change something.'
const SIGNED_OUT = 'You are not signed in any more, so there is no new proof. Copy what you wrote before you leave this page.'

const region = document.querySelector('[data-proof]')
const form = document.getElementById('editor-form')
const body = region.querySelector('[data-proof-body]')
const status = region.querySelector('[data-proof-status]')
const note = document.createElement('p')
note.className = 'govuk-body-s ct-proof__note'
note.hidden = true
body.before(note)

let timer
let isAsking = false
let wanted = '' // what to ask for next: "1", or "numbers"
let shown = null // the content whose proof is shown

/** What the form holds, as text that can be compared. A file is named by its size and date. */
function content () {
  return JSON.stringify([...new FormData(form)].map(([name, value]) =>
    value instanceof File ? [name, value.name, value.size, value.lastModified] : [name, value]))
}

function data (kind) {
  const sent = new FormData(form)
  let isLightened = false
  for (const [name, value] of [...sent]) {
    if (!(value instanceof File) || value.size <= LARGEST) continue
    sent.delete(name)
    isLightened = true
  }
  sent.set('proof', kind)
  return { sent, isLightened }
}

function say (words) {
  note.textContent = words
  note.hidden = !words
}

async function fetchPart (sent) {
  const response = await fetch(window.location.href, {
    method: 'POST', body: sent, headers: { 'X-Proof': 'part' }, credentials: 'same-origin'
  })
  if (response.redirected) throw new Error(SIGNED_OUT)
  const part = response.ok && new DOMParser().parseFromString(await response.text(), 'text/html').querySelector('[data-proof-part]')
  if (!part) throw new Error(FAILED)
  return document.adoptNode(part)
}

/** Waits until the dialog of a number is closed, which then gives the focus back to the number's link. */
async function whileRead () {
  const dialog = document.querySelector('dialog[open]')
  if (dialog) await new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }))
}

/**
 * Puts a proof in the place of the last one, when its pictures can be drawn at once: nothing flickers, the place stays,
 * and the focus too, if it was on a link that is still there.
 */
async function show (part) {
  await Promise.all([...part.querySelectorAll('img')].map((image) => image.decode().catch(() => {})))
  await whileRead()
  const place = region.scrollTop
  const { href, textContent } = body.contains(document.activeElement) ? document.activeElement : {}
  body.replaceChildren(part)
  if (href) {
    [...part.querySelectorAll('a')].find((one) => one.href === href && one.textContent === textContent)
      ?.focus({ preventScroll: true })
  }
  region.scrollTop = place
  const words = [...part.querySelectorAll('.ct-proof__problems li, .ct-proof__remark, [data-proof-words]')]
    .map((one) => one.textContent.trim()).join(' ')
  if (status.textContent !== words) status.textContent = words
}

async function ask (kind) {
  if (isAsking) {
    wanted = kind === 'numbers' ? wanted || kind : kind
    return
  }
  isAsking = true
  region.setAttribute('aria-busy', 'true')
  const { sent, isLightened } = data(kind)
  const asked = content()
  try {
    await show(await fetchPart(sent))
    shown = asked
    say(isLightened ? TOO_LARGE : '')
  } catch (error) {
    say([FAILED, SIGNED_OUT].includes(error.message) ? error.message : FAILED)
    status.textContent = note.textContent
  }
  isAsking = false
  region.removeAttribute('aria-busy')
  const next = wanted
  wanted = ''
  if (next) ask(next)
  else if (content() !== asked) later()
  else if (body.querySelector('[data-unnumbered]')) timer = setTimeout(ask, IDLE, 'numbers')
}

function later () {
  clearTimeout(timer)
  timer = setTimeout(() => { if (content() !== shown) ask('1') }, PAUSE)
}

form.addEventListener('input', later)
form.addEventListener('change', later)
// Lists whose buttons htmx works are drawn anew, and say nothing of it to the form.
document.addEventListener('htmx:afterSettle', (event) => { if (form.contains(event.target)) later() })
region.querySelector('[data-proof-now]').addEventListener('click', (event) => {
  event.preventDefault()
  clearTimeout(timer)
  ask('1')
})
ask('1')
