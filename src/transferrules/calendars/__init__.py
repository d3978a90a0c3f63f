"""Days, clocks and calendars: everything that counts time, and nothing that decides a case.

`spans` says what a day and an instant are; `days` adds calendar days, weeks, months and years;
`clock` knows London's; `birthdays` and `school` count a child's years; `working` counts working
days and hours, with `bank_holidays` and `opening` beneath it. It imports nothing from the rest of
the package, and nothing in it reads today's date.
"""
