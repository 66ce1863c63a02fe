/**
 * How often within a second a page may undo what the guard did to an element before the guard gives up: `goOn(element)`
 * counts one more time and says whether to do it again, `isOver(element)` whether the guard gave up.
 */
export function patience(times) {
  const fights = new WeakMap();

  function goOn(element) {
    const now = performance.now();
    const before = fights.get(element);
    const { since, count } = before && now - before.since < 1000 ? before : { since: now, count: 0 };
    fights.set(element, { since, count: count + 1 });
    return count < times;
  }

  const isOver = (element) => fights.get(element)?.count > times;
  return { goOn, isOver };
}
