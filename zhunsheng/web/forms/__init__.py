"""Forms made from the declarations of a procedure: controls, what was typed, what is asked."""
