"""Where people stand: derived at the moment somebody asks, from assignments, editions and acknowledgements.

`dates` has the rules of days, `standards` what of a page has to be known, `targets` which pages an assignment means,
`audiences` which people; `survey` puts them together, for one person on one page or for all on all.
"""
