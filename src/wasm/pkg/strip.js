import { dom } from './dom.js';
import { put } from './own.js';

/**
 * Carries out a plan of the engine on the page: edits attributes that name what goes, then detaches nodes.
 *
 * `plan.remove` has the ids of the outermost nodes that go, `plan.edits` is a list of
 * `{ node, attribute, value }`, where a value of `null` takes the attribute away.
 * Gives a function that puts everything back as it was; only its first call does something. It answers whether all is back:
 * where the page has put others in the place of all that stood around a node, it has its own of this one too.
 */
export function detach(plan, nodes, more) {
  const { parentNode, removeChild, getAttribute } = dom();
  const undo = [];
  const gone = new Set(plan.remove.flatMap((id) => [nodes[id], ...(more.get(id) ?? [])]));
  // What stood in each parent, in its order.
  const stood = new Map();
  // In the order of the attributes both ways, so that those that go and come back keep theirs.
  const before = plan.edits.map(({ node, attribute }) => getAttribute.call(nodes[node], attribute));
  undo.push(() => {
    plan.edits.forEach(({ node, attribute, value }, at) => {
      if (getAttribute.call(nodes[node], attribute) === value) put(nodes[node], attribute, before[at]);
    });
    return true;
  });
  for (const { node, attribute, value } of plan.edits) put(nodes[node], attribute, value);
  for (const node of gone) {
    const parent = parentNode.call(node);
    if (parent === null) continue;
    if (!stood.has(parent)) stood.set(parent, childrenOf(parent));
    undo.push(() => putBack(node, parent, stood.get(parent), gone));
    removeChild.call(parent, node);
  }
  return function restore() {
    let isWhole = true;
    while (undo.length > 0) isWhole = undo.pop()() && isWhole;
    return isWhole;
  };
}

function putBack(node, parent, all, gone) {
  const { parentNode, firstChild, nextSibling, insertBefore } = dom();
  if (parentNode.call(node)) return true; // The page has put it back itself.
  const stands = (other) => parentNode.call(other) === parent;
  const at = all.indexOf(node);
  const next = all.slice(at + 1).find(stands);
  const last = all.slice(0, at).findLast(stands);
  const isEmptied = firstChild.call(parent) === null && all.every((other) => gone.has(other));
  if (!next && !last && !isEmptied) return false;
  insertBefore.call(parent, node, next ?? (last ? nextSibling.call(last) : null));
  return true;
}

function childrenOf(parent) {
  const { firstChild, nextSibling } = dom();
  const all = [];
  for (let child = firstChild.call(parent); child; child = nextSibling.call(child)) all.push(child);
  return all;
}
