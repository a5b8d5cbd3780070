/**
 * Keeps what was typed into the grid until the server has it, so that neither a broken line nor a reload loses it.
 *
 * In the browser's own store, under a name with the person and the year in it: nobody else sees it in their grid.
 */
export class Kept {
  constructor (name) {
    this.name = name
    try {
      this.cells = JSON.parse(localStorage.getItem(name) ?? '{}')
    } catch {
      this.cells = {}
    }
  }

  put (token, typed) {
    this.cells[token] = typed
    this.#write()
  }

  drop (token) {
    if (!(token in this.cells)) return
    delete this.cells[token]
    this.#write()
  }

  entries () {
    return Object.entries(this.cells)
  }

  #write () {
    try {
      if (Object.keys(this.cells).length) localStorage.setItem(this.name, JSON.stringify(this.cells))
      else localStorage.removeItem(this.name)
    } catch {
      // The store is full or forbidden: what is typed then lives as long as the page does.
    }
  }
}
