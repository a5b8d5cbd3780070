/**
 * Builds dist/: styles from styles/, scripts from scripts/, and what we serve from node_modules.
 *
 * It writes into a fresh folder and swaps it in at the end, so that a build that fails leaves the last good one.
 */
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild-wasm'
import * as sass from 'sass'
import { plotlyStylesheet } from './plotly-stylesheet.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const modules = join(here, 'node_modules')
const out = join(here, 'dist.new')

/** Arimo has Arial's own widths, and may be embedded in a PDF. [file of the package, our name] */
const FONTS = [
  ['400Regular/Arimo_400Regular.ttf', 'Arimo-Regular.ttf'],
  ['400Regular_Italic/Arimo_400Regular_Italic.ttf', 'Arimo-Italic.ttf'],
  ['700Bold/Arimo_700Bold.ttf', 'Arimo-Bold.ttf']
]

function compileStyles () {
  for (const name of ['app', 'work', 'report', 'proof', 'site']) {
    const { css } = sass.compile(join(here, 'styles', `${name}.scss`), {
      style: 'compressed',
      loadPaths: [modules],
      quietDeps: true,
      charset: true
    })
    writeFileSync(join(out, `${name}.css`), css)
  }
  cpSync(join(here, 'styles', 'print.css'), join(out, 'print.css'))
}

/** Copies a script without its source map comment: the map is not served, and hashed storage would look for it. */
function copyScript (from, to) {
  const text = readFileSync(from, 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '')
  writeFileSync(join(out, to), text)
}

function copyScripts () {
  const plotly = join(modules, 'plotly.js-basic-dist-min/plotly-basic.min.js')
  copyScript(plotly, 'plotly-basic.min.js')
  writeFileSync(join(out, 'plotly.css'), plotlyStylesheet(readFileSync(plotly, 'utf8')))
  for (const name of ['charts.js', 'picker.js', 'narrative.js', 'workgrid.js', 'workgrid-cells.js', 'workgrid-keys.js', 'workgrid-kept.js', 'workgrid-merge.js', 'workgrid-paste.js', 'review.js', 'jobs.js', 'editor.js', 'colours.js', 'proof.js', 'press.js', 'thread.js', 'trace.js', 'site-search.js']) {
    cpSync(join(here, 'scripts', name), join(out, name))
  }
}

/** Puts app.js and the parts of GOV.UK Frontend that it imports into one small file, as nothing else is bundled. */
async function bundleApp () {
  await esbuild.build({
    entryPoints: [join(here, 'scripts', 'app.js')],
    outfile: join(out, 'app.js'),
    nodePaths: [modules],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2020',
    legalComments: 'none',
    logLevel: 'error'
  })
}

function copyFontsAndImages () {
  const arimo = join(modules, '@expo-google-fonts/arimo')
  mkdirSync(join(out, 'fonts'))
  for (const [from, to] of FONTS) cpSync(join(arimo, from), join(out, 'fonts', to))
  cpSync(join(arimo, 'LICENSE_FONT'), join(out, 'fonts', 'LICENSE.txt'))
  cpSync(join(here, 'images'), join(out, 'images'), { recursive: true })
}

rmSync(out, { recursive: true, force: true })
mkdirSync(out)
compileStyles()
copyScripts()
await bundleApp()
copyFontsAndImages()
rmSync(join(here, 'dist'), { recursive: true, force: true })
renameSync(out, join(here, 'dist'))
