'use strict'
/**
 * Search where a server of plain files carries the site. Where ctreport itself answers, the answer is in the page
 * already (data-answered) and there is nothing to do. Finds what ctreport's own search finds: see
 * publication/site/sections.py, and keep the two alike.
 */
const MOST_WORDS = 8
const MOST_RESULTS = 50
const HEADING_WEIGHT = 5
const BEFORE = 80
const AFTER = 220
const WORD = /[\p{L}\p{N}]+/gu

const words = (text) => text.toLowerCase().match(WORD) ?? []
const isHit = (word, asked) => asked.length >= 3 ? word.startsWith(asked) : word === asked
const anyHit = (word, asked) => words(word).some((part) => asked.some((term) => isHit(part, term)))

function score (asked, section) {
  const heading = words(section.heading)
  const text = words(section.text)
  let total = 0
  for (const term of asked) {
    const count = HEADING_WEIGHT * heading.filter((word) => isHit(word, term)).length +
      text.filter((word) => isHit(word, term)).length
    if (!count) return 0
    total += count
  }
  return total / Math.sqrt(heading.length + text.length)
}

/** The text around the first hit, whole words only. */
function extract (text, asked) {
  const hit = [...text.matchAll(WORD)].find((match) => anyHit(match[0], asked))
  const first = hit ? hit.index : 0
  const start = first <= BEFORE ? 0 : text.lastIndexOf(' ', first - BEFORE - 1) + 1
  let end = text.length <= first + AFTER ? text.length : text.lastIndexOf(' ', first + AFTER - 1)
  if (end <= first) end = text.length
  return `${start ? '… ' : ''}${text.slice(start, end)}${end < text.length ? ' …' : ''}`
}

function element (name, className, ...content) {
  const made = document.createElement(name)
  if (className) made.className = className
  made.append(...content)
  return made
}

/** A text with the words that were asked for marked; everything is text, nothing is read as HTML. */
function marked (text, asked) {
  const pieces = document.createDocumentFragment()
  let done = 0
  for (const match of text.matchAll(WORD)) {
    if (!anyHit(match[0], asked)) continue
    pieces.append(text.slice(done, match.index), element('mark', '', match[0]))
    done = match.index + match[0].length
  }
  pieces.append(text.slice(done))
  return pieces
}

function item (section, asked) {
  const link = element('a', '', marked(section.heading, asked))
  link.href = section.address
  return element('li', '', element('h3', '', link),
    element('p', 'ct-found__year', `Annual report ${section.year}`),
    element('p', '', marked(extract(section.text, asked), asked)))
}

function show (answer, question, found, asked) {
  if (!found.length) {
    answer.replaceChildren(element('h2', '', `Nothing found for “${question}”`),
      element('ul', '', element('li', '', 'Check the spelling.'),
        element('li', '', 'Use fewer words: only sections that hold all of them are found.')))
    return
  }
  const cut = found.length > MOST_RESULTS ? `, the first ${MOST_RESULTS} are shown` : ''
  answer.replaceChildren(
    element('h2', '', `${found.length} section${found.length === 1 ? '' : 's'} with “${question}”${cut}`),
    element('ol', 'ct-found', ...found.slice(0, MOST_RESULTS).map(({ section }) => item(section, asked))))
}

async function search () {
  const answer = document.getElementById('answer')
  const asked = new URLSearchParams(window.location.search)
  const question = (asked.get('q') ?? '').split(/\s+/).filter(Boolean).join(' ')
  if (!answer || 'answered' in answer.dataset || !question) return
  const year = asked.get('year') ?? ''
  document.getElementById('q').value = question
  document.getElementById('year').value = year
  if (question.length > Number(answer.dataset.longest)) {
    answer.replaceChildren(element('p', 'ct-nothing',
      `Your question is longer than ${answer.dataset.longest} characters. Use fewer words.`))
    return
  }
  const terms = words(question).slice(0, MOST_WORDS)
  try {
    const { sections } = await (await fetch('search.json')).json()
    const found = sections
      .filter((section) => terms.length && (!year || section.slug === year))
      .map((section) => ({ section, score: score(terms, section) }))
      .filter((one) => one.score)
      .sort((one, other) => other.score - one.score)
    show(answer, question, found, terms)
  } catch {
    answer.replaceChildren(element('p', 'ct-nothing',
      'Search does not work here: the list of what can be found could not be read. Open the site from a web server.'))
  }
}

search()
