"""*Giải trình*: before a week is frozen each unit sees its figures and may explain one."""
