/**
 * Lights up a whole thread of the picture: the record under the pointer or in focus, all that it leads back to, and all
 * that hangs on it. Without this script the picture reads the same; nothing is lit.
 *
 *   <div data-thread><svg>
 *     <path data-top="pledge-1" data-bottom="activity-4"/>        a link, from the upper to the lower record
 *     <a data-node="pledge-1" href="…">…</a>                      a record
 *     <a data-node="figure-9" data-in="measure-3" href="…">…</a>  a record within the box of another
 *   </svg></div>
 *
 * It listens on the element around the drawing: Chromium lets the Tab key stop at any SVG element that listens for focus.
 */
const LIT = 'is-lit'
const CHOSEN = 'is-chosen'

/** Which records a record leads to, by its name: `Map<string, string[]>` downwards and upwards. */
function readLinks (picture) {
  const down = new Map()
  const up = new Map()
  const add = (links, from, to) => links.set(from, [...(links.get(from) ?? []), to])
  const link = (top, bottom) => { add(down, top, bottom); add(up, bottom, top) }
  for (const wire of picture.querySelectorAll('[data-top]')) link(wire.dataset.top, wire.dataset.bottom)
  for (const inner of picture.querySelectorAll('[data-in]')) link(inner.dataset.in, inner.dataset.node)
  return { down, up }
}

/** Everything that one comes to from a record, the record itself among it. */
function reach (start, links) {
  const seen = new Set([start])
  for (const name of seen) for (const next of links.get(name) ?? []) seen.add(next)
  return seen
}

function start (picture) {
  const { down, up } = readLinks(picture)
  const nodes = [...picture.querySelectorAll('[data-node]')]
  const wires = [...picture.querySelectorAll('[data-top]')]
  let shown = ''

  function light (name) {
    if (name === shown) return
    shown = name
    const below = name ? reach(name, down) : new Set()
    const above = name ? reach(name, up) : new Set()
    const isOn = (set, wire) => set.has(wire.dataset.top) && set.has(wire.dataset.bottom)
    for (const node of nodes) {
      node.classList.toggle(LIT, below.has(node.dataset.node) || above.has(node.dataset.node))
      node.classList.toggle(CHOSEN, node.dataset.node === name)
    }
    for (const wire of wires) wire.classList.toggle(LIT, isOn(below, wire) || isOn(above, wire))
    // What is lit is drawn last, so that no other line lies on it.
    for (const wire of wires) if (wire.classList.contains(LIT)) wire.parentNode.append(wire)
    picture.classList.toggle('has-lit', Boolean(name))
  }

  const nameOf = (target) => target?.closest?.('[data-node]')?.dataset.node ?? ''
  const focused = () => picture.contains(document.activeElement) ? nameOf(document.activeElement) : ''
  picture.addEventListener('pointerover', (event) => light(nameOf(event.target) || focused()))
  picture.addEventListener('pointerleave', () => light(focused()))
  picture.addEventListener('focusin', (event) => light(nameOf(event.target)))
  picture.addEventListener('focusout', (event) => light(nameOf(event.relatedTarget)))
}

for (const picture of document.querySelectorAll('[data-thread]')) start(picture)
