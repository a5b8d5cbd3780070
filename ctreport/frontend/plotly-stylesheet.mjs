/**
 * Plotly adds its rules to a style element when it loads, which our content security policy forbids. Where an element
 * `#plotly.js-style-global.no-inline-styles` exists it leaves that alone (plotly.js pull request 7109), but it ships
 * no stylesheet to serve instead. So we take the rules out of the very bundle that is served.
 */

/** The end of the object literal that opens at `start`; quoted braces do not count. */
function endOfLiteral (source, start) {
  let depth = 0
  let quote = ''
  for (let i = start; i < source.length; i++) {
    const char = source[i]
    if (quote) {
      if (char === '\\') i++
      else if (char === quote) quote = ''
    } else if (char === '"' || char === "'" || char === '`') quote = char
    else if (char === '{') depth++
    else if (char === '}' && --depth === 0) return i + 1
  }
  throw new Error('plotly.css: the rules in the Plotly bundle have no end')
}

/**
 * The text of plotly.css for this bundle.
 *
 * Plotly names its rules with X for the chart and Y for its notices, and puts each one before the last, so that the
 * first wins: hence the reversed order.
 */
export function plotlyStylesheet (bundle) {
  const first = bundle.indexOf('{"X,X div":')
  if (first < 0) throw new Error('plotly.css: the rules are not where they were in the Plotly bundle; read its lib/dom.js')
  // The literal comes from a package pinned by hash: it is evaluated at build time only.
  const rules = new Function(`return ${bundle.slice(first, endOfLiteral(bundle, first))}`)() // eslint-disable-line no-new-func
  const lines = Object.entries(rules).map(([key, body]) => {
    const selector = key.replace(/^,/, ' ,').replace(/X/g, '.js-plotly-plot .plotly').replace(/Y/g, '.plotly-notifier')
    return `${selector}{${body}}`
  })
  return `/* Rules of plotly.js (MIT licence, Plotly, Inc.), taken from its bundle. */\n${lines.reverse().join('\n')}\n`
}
