/** How often a turn that went wrong is taken again. */
const AGAIN = 2;

/** One contestant's turn. A click lost in a busy browser is no reason to throw away a quarter of an hour; it is told. */
export async function turn(name, say, take) {
  for (let left = AGAIN; ; left -= 1) {
    try {
      return await take();
    } catch (error) {
      if (left === 0) throw error;
      say(`${name}, once more: ${error.message.split("\n")[0]}`);
    }
  }
}
