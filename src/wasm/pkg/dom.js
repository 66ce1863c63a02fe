// The accessors that the guard uses, taken from the prototypes once. A control named `attributes` or `firstChild`
// shadows the form's own property of that name, a frame named `body` the document's; they cannot shadow these.

let cached;

/** The accessors, each called with `.call(node)`. Made on first use, so that importing needs no DOM. */
export function dom() {
  return (cached ??= {
    nodeType: getter(Node, 'nodeType'),
    firstChild: getter(Node, 'firstChild'),
    nextSibling: getter(Node, 'nextSibling'),
    parentNode: getter(Node, 'parentNode'),
    ownerDocument: getter(Node, 'ownerDocument'),
    isConnected: getter(Node, 'isConnected'),
    documentElement: getter(Document, 'documentElement'),
    defaultView: getter(Document, 'defaultView'),
    body: getter(Document, 'body'),
    activeElement: getter(Document, 'activeElement'),
    elements: getter(HTMLFormElement, 'elements'),
    contains: Node.prototype.contains,
    getRootNode: Node.prototype.getRootNode,
    insertBefore: Node.prototype.insertBefore,
    removeChild: Node.prototype.removeChild,
    data: getter(CharacterData, 'data'),
    localName: getter(Element, 'localName'),
    shadowRoot: getter(Element, 'shadowRoot'),
    getAttributeNames: Element.prototype.getAttributeNames,
    getAttribute: Element.prototype.getAttribute,
    setAttribute: Element.prototype.setAttribute,
    removeAttribute: Element.prototype.removeAttribute,
    hasAttribute: Element.prototype.hasAttribute,
    closest: Element.prototype.closest,
    matches: Element.prototype.matches,
  });
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

function getter(type, name) {
  return Object.getOwnPropertyDescriptor(type.prototype, name).get;
}
