// Nothing at run time: `askless/react` and `askless/vue` are types for templates.
export {};
