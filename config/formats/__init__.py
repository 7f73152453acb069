"""How dates are written, a language a package; what is not said here is as Django has it."""
