"""The emergency copy: what readers meet, as a folder of HTML that opens without the wiki, and with search.

For the day on which the wiki or its network is down. It is made for a disk, a stick or a plain web server; it says as
of when it is, and nothing in it is fetched from anywhere else.
"""
