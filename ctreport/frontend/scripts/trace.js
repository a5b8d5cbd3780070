/**
 * Shows what stands behind a number without leaving the page.
 *
 *   <a href="/report/figures/7/" data-trace>over 500</a>
 *
 * The address answers a request that says so (HX-Request) with the part alone, which is shown in a dialog. Without this
 * script, with a modified click and wherever the part cannot be had, the link leads to the page of the same content.
 */
const LINK = 'a[data-trace]'
const PART = '.ct-trace'

let dialog
let request // the one under way: a later one, or closing, gives it up

/** One dialog serves the page. It is made when it is first needed. */
function build () {
  dialog = document.createElement('dialog')
  dialog.className = 'ct-trace-dialog'
  dialog.setAttribute('aria-label', 'What stands behind the number')
  const close = document.createElement('button')
  Object.assign(close, { type: 'button', className: 'ct-trace-dialog__close', textContent: 'Close' })
  const body = document.createElement('div')
  body.className = 'ct-trace-dialog__body'
  dialog.append(close, body)
  document.body.append(dialog)
  close.addEventListener('click', () => dialog.close())
  // The dialog fills its own box, so that what is clicked on the dialog itself is the ground around it.
  dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close())
  // Keys of the page beneath, such as those that approve a record, are not meant while this is open.
  dialog.addEventListener('keydown', (event) => event.stopPropagation())
  dialog.addEventListener('close', () => request?.abort())
}

async function fetchPart (link, signal) {
  const response = await fetch(link.href, { headers: { 'HX-Request': 'true' }, credentials: 'same-origin', signal })
  if (!response.ok || response.redirected) throw new Error(`status ${response.status}`)
  const part = new DOMParser().parseFromString(await response.text(), 'text/html').querySelector(PART)
  if (!part) throw new Error('no such part')
  return part
}

async function open (link) {
  if (!dialog) build()
  request?.abort()
  request = new AbortController()
  const { signal } = request
  const body = dialog.querySelector('.ct-trace-dialog__body')
  const isFirst = !dialog.open
  if (isFirst) {
    // The browser gives the focus back to where it was; a link that was touched may never have had it.
    link.focus({ preventScroll: true })
    body.textContent = 'Loading…'
    dialog.showModal()
  }
  dialog.setAttribute('aria-busy', 'true')
  try {
    const part = await fetchPart(link, signal)
    body.replaceChildren(part)
    dialog.removeAttribute('aria-busy')
    dialog.scrollTop = 0
    part.querySelector('[tabindex="-1"]')?.focus()
  } catch {
    if (!signal.aborted) window.location.assign(link.href)
  }
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.(LINK)
  const isModified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0
  if (!link || event.defaultPrevented || isModified || link.target) return
  event.preventDefault()
  open(link)
})

// Shown again by the browser's back button, after a link of the dialog was followed.
window.addEventListener('pageshow', ({ persisted }) => persisted && dialog?.close())
