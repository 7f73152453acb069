"""/metrics: figures for Prometheus, of all processes of this server together.

Off, and not loaded, unless LOOSELEAF_METRICS_TOKEN is set. Each process adds to numbers of its own in memory that all
of them share (`shared`, `counting`); whoever is asked adds them up (`telling`) and looks at what can be seen at any
time: jobs, the database, processes (`present`). Labels are names of views and of jobs, which a release has a fixed
number of.

Own code rather than prometheus-client: its way for several processes is files mapped into memory, which grow with each
process that was ever replaced, and by which a full disk ends whoever writes them. Its parser reads our answer in a
test.
"""
