const untyped = ['range', 'checkbox', 'radio', 'color', 'file', 'button'];

/** Whether an element takes letters, and so has an undo of its own; sliders, boxes and lists do not. */
export function isTyped(element: Element): boolean {
  const field = element.closest('textarea, input, [contenteditable=true]');
  return field !== null && !(field.tagName === 'INPUT' && untyped.includes((field as HTMLInputElement).type));
}
