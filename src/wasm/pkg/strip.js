import { dom } from './dom.js';
import { put } from './own.js';

/**
 * Carries out a plan of the engine on the page: edits attributes that name what goes, then detaches nodes.
 *
 * `plan.remove` has the ids of the outermost nodes that go, `plan.edits` is a list of
 * `{ node, attribute, value }`, where a value of `null` takes the attribute away.
 * Gives a function that puts everything back as it was; only its first call does something.
 */
export function detach(plan, nodes, more) {
  const { parentNode, previousSibling, nextSibling, insertBefore, removeChild, getAttribute } = dom();
  const undo = [];
  // In the order of the attributes both ways, so that those that go and come back keep theirs.
  const before = plan.edits.map(({ node, attribute }) => [nodes[node], attribute, getAttribute.call(nodes[node], attribute)]);
  undo.push(() => before.forEach(([element, attribute, value]) => put(element, attribute, value)));
  for (const { node, attribute, value } of plan.edits) put(nodes[node], attribute, value);
  for (const node of plan.remove.flatMap((id) => [nodes[id], ...(more.get(id) ?? [])])) {
    const parent = parentNode.call(node);
    if (parent === null) continue;
    const last = previousSibling.call(node);
    const next = nextSibling.call(node);
    const stands = (other) => other && parentNode.call(other) === parent;
    undo.push(() => {
      if (stands(next)) insertBefore.call(parent, node, next);
      else if (stands(last)) insertBefore.call(parent, node, nextSibling.call(last));
      // Where the page put others in the place of all that stood around it, it has its own of this one too.
      else if (!last && !next) insertBefore.call(parent, node, null);
    });
    removeChild.call(parent, node);
  }
  return function restore() {
    while (undo.length > 0) undo.pop()();
  };
}
