// The accessors that the guard uses, taken from the prototypes once. A control named `attributes` or `firstChild`
// shadows the form's own property of that name, a frame named `body` the document's; they cannot shadow these.

let cached;

/** The accessors, each called with `.call(node)`. Made on first use, so that importing needs no DOM. */
export function dom() {
  return (cached ??= taken([
    [Node, 'nodeType firstChild nextSibling parentNode ownerDocument isConnected contains getRootNode insertBefore removeChild'],
    [Document, 'documentElement defaultView body activeElement'],
    [HTMLFormElement, 'elements'],
    [CharacterData, 'data'],
    [Element, 'localName shadowRoot getAttributeNames getAttribute setAttribute removeAttribute hasAttribute closest matches'],
  ]));
}

function taken(types) {
  const all = {};
  for (const [{ prototype }, names] of types) {
    for (const name of names.split(' ')) {
      const { get, value } = Object.getOwnPropertyDescriptor(prototype, name);
      all[name] = get ?? value;
    }
  }
  return all;
}

/** All elements in a document, a shadow root or an element that a selector finds. */
export function findAll(root, selector) {
  const type = dom().nodeType.call(root);
  const find = (type === 9 ? Document : type === 11 ? DocumentFragment : Element).prototype;
  return [...find.querySelectorAll.call(root, selector)];
}

/** The document that a node stands in, or is. */
export const documentOf = (node) => (dom().nodeType.call(node) === 9 ? node : dom().ownerDocument.call(node));

/** The window of a node's document, which may be a frame's; null where there is none. */
export const windowOf = (node) => dom().defaultView.call(documentOf(node));

/** What a node stands in: its parent, or the host of the shadow root that it is. */
export const above = (node) => dom().parentNode.call(node) ?? (dom().nodeType.call(node) === 11 ? node.host : null);

/** Whether a node is another or stands in it, in a shadow root too. */
export function isInside(node, outer) {
  let at = node;
  while (at && at !== outer) at = above(at);
  return at === outer;
}
