"""Where do these goods come from, and may they come in?

`rules.load_rules` reads `lists/territories/`; `check.check_goods` reads every field of a declaration (`names`,
`fields`, `positions`, `certificate`), weighs the findings against one another (`weigh`) and applies the law (`decide`).
"""
