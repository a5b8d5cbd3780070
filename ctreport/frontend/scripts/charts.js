/**
 * Draws the charts of a page when they come into view.
 *
 * An element asks for a chart by its attributes:
 *   data-chart-url   address of the chart as JSON: {data, layout, config}, as Plotly takes it; and for other widths
 *                    {narrow, broad, across}, each with a layout and, where it differs, data
 *   data-plotly-src  address of plotly-basic.min.js, fetched once, and only where a chart is seen
 *   data-plotly-css  address of plotly.css (else: beside the script)
 *   data-chart-alt   what the chart shows, in words
 * The table that stands beside it holds the same figures and needs no script. When a chart cannot be drawn the page
 * says so and points to that table.
 */
const SELECTOR = '[data-chart-url]'
const STYLE_ID = 'plotly.js-style-global'
// Plotly writes these tags as style attributes, which the content security policy forbids; it is also how text of a
// record could become a link. <br> and <extra> stay. For bold text a chart sets font.weight.
const TAGS = /<\/?(?:a|b|em|i|s|span|strong|sub|sup|u)(?:\s[^>]*)?>/gi
const FAILED = 'The chart could not be drawn. The same figures are in the table.'

// The forms of a chart, each with the width in pixels from which on it is taken (charts/plotly_forms.py).
const FORMS = [['across', 1100], ['broad', 700], ['wide', 440], ['narrow', 0]]
const COLOUR = /^#[0-9a-f]{6}$/i
const FORCED = window.matchMedia('(forced-colors: active)')

let plotly

/** Adds the link that Plotly looks for, so that it adds no style element of its own. Resolves when it has loaded. */
function loadStylesheet (href) {
  if (document.getElementById(STYLE_ID)) return Promise.resolve()
  const link = document.createElement('link')
  link.id = STYLE_ID
  link.className = 'no-inline-styles'
  link.rel = 'stylesheet'
  link.href = href
  return append(link)
}

function loadScript (src) {
  const script = document.createElement('script')
  script.src = src
  return append(script)
}

function append (element) {
  return new Promise((resolve, reject) => {
    element.addEventListener('load', resolve, { once: true })
    element.addEventListener('error', () => reject(new Error('not loaded')), { once: true })
    document.head.append(element)
  })
}

/** Loads Plotly once for the page. A failure is forgotten, so that the next chart tries again. */
function loadPlotly (element) {
  if (!plotly) {
    const src = new URL(element.dataset.plotlySrc, document.baseURI)
    const css = element.dataset.plotlyCss || new URL('plotly.css', src).href
    plotly = loadStylesheet(css)
      .then(() => loadScript(src.href))
      .then(() => window.Plotly)
      .catch((error) => {
        document.getElementById(STYLE_ID)?.remove()
        plotly = undefined
        throw error
      })
  }
  return plotly
}

async function fetchChart (url) {
  const response = await fetch(url, { headers: { Accept: 'application/json' }, credentials: 'same-origin' })
  if (!response.ok || response.redirected) throw new Error(`status ${response.status}`) // redirected: to sign-in
  return response.json()
}

/** The same chart with the tags taken out of every text in it. */
function plain (value) {
  if (typeof value === 'string') return value.replace(TAGS, '')
  if (Array.isArray(value)) return value.map(plain)
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
  }
  return value
}

/**
 * The same chart in the colours that the reader has chosen for everything (forced colours, high contrast): the ground
 * in that of the page, grid lines fainter, all else in that of text. Series differ by name, dash and mark all the same.
 */
function recoloured (chart, element) {
  if (!FORCED.matches) return chart
  const { backgroundColor: ground, color: ink } = window.getComputedStyle(element)
  const faint = ink.replace(/^rgb\((.*)\)$/, 'rgba($1, 0.35)')
  const recolour = (value, name) => {
    if (typeof value === 'string' && COLOUR.test(value)) {
      if (/^#ffffff$/i.test(value)) return ground
      return name === 'gridcolor' ? faint : ink
    }
    if (Array.isArray(value)) return value.map((inner) => recolour(inner, name))
    if (value && typeof value === 'object') {
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, recolour(inner, key)]))
    }
    return value
  }
  return recolour(chart, '')
}

/** What every chart of the house does: no tool bar, no zoom that traps a finger, no movement where none is wanted. */
function settled (chart) {
  const layout = { dragmode: false, ...chart.layout, autosize: true }
  if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) layout.transition = { duration: 0 }
  const config = { ...chart.config, responsive: true, displayModeBar: false, scrollZoom: false, doubleClick: false }
  return { data: chart.data, layout, config }
}

/** A screen reader hears one image with its description, not each stroke of it. */
function describe (element) {
  if (element.dataset.chartAlt) {
    element.setAttribute('role', 'img')
    element.setAttribute('aria-label', element.dataset.chartAlt)
    for (const stroke of element.children) stroke.setAttribute('aria-hidden', 'true')
  }
}

function sayFailed (element) {
  const message = document.createElement('p')
  message.className = 'ct-chart__message'
  message.setAttribute('role', 'status')
  message.textContent = FAILED
  element.removeAttribute('role')
  element.removeAttribute('aria-label')
  element.replaceChildren(message)
  element.closest('.ct-chart')?.querySelector('details')?.setAttribute('open', '')
}

/** The widest of a chart's forms for which an element has room; what stands for itself is the wide one. */
function formOf (element, chart) {
  const room = element.clientWidth
  return FORMS.find(([name, least]) => room >= least && (name === 'wide' || chart[name]))?.[0] ?? 'wide'
}

/** Draws a chart in one of its forms; a second time, over what is there. */
function paint (library, element, chart, form) {
  const { data = chart.data, layout } = form === 'wide' ? chart : chart[form]
  const drawn = settled(recoloured(plain({ data, layout, config: chart.config }), element))
  return library.react(element, drawn.data, drawn.layout, drawn.config)
}

async function draw (element) {
  element.dataset.chartState = 'loading'
  try {
    const [library, chart] = await Promise.all([loadPlotly(element), fetchChart(element.dataset.chartUrl)])
    let form = formOf(element, chart)
    await paint(library, element, chart, form)
    new ResizeObserver(() => {
      const fitting = formOf(element, chart)
      if (fitting === form || element.clientWidth === 0) return
      form = fitting
      paint(library, element, chart, form)
    }).observe(element)
    FORCED.addEventListener('change', () => paint(library, element, chart, form))
    describe(element)
    element.dataset.chartState = 'drawn'
  } catch {
    sayFailed(element)
    element.dataset.chartState = 'failed'
  }
}

const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue
    seen.unobserve(entry.target)
    draw(entry.target)
  }
}, { rootMargin: '200px 0px' })

function watch (root) {
  for (const element of root.querySelectorAll(SELECTOR)) {
    if (!element.dataset.chartState) seen.observe(element)
  }
}

watch(document)
document.addEventListener('htmx:load', (event) => watch(event.detail.elt))
