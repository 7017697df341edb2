"""The stages, put together: they touch the world and the store, and leave deciding to `claimwatch.judging`.

poll | fetch | extract | read            collect.py, each article by itself
match topic | find original | judge      judge.py, in order of publication
digest | deliver                         tell.py
"""
