"""Pages of directives: conclusions, and the tasks they became."""
