// The accessors that the walk uses, taken from the prototypes once. A control named `attributes` or `firstChild`
// shadows the form's own property of that name; it cannot shadow these.

let cached;

/** The accessors, each called with `.call(node)`. Made on first use, so that importing needs no DOM. */
export function dom() {
  return (cached ??= {
    nodeType: getter(Node, 'nodeType'),
    firstChild: getter(Node, 'firstChild'),
    nextSibling: getter(Node, 'nextSibling'),
    previousSibling: getter(Node, 'previousSibling'),
    parentNode: getter(Node, 'parentNode'),
    ownerDocument: getter(Node, 'ownerDocument'),
    isConnected: getter(Node, 'isConnected'),
    documentElement: getter(Document, 'documentElement'),
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

function getter(type, name) {
  return Object.getOwnPropertyDescriptor(type.prototype, name).get;
}
