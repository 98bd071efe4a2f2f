"""How dates are written, by language (FORMAT_MODULE_PATH); what is not said here is as Django has it."""
