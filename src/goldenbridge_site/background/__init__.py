"""Work behind the pages: how it is queued, what is done every minute and every night.

Owns Beat, the worker's sign of life. Other apps queue through `queue.later` and connect to
`events.every_minute` and `events.every_night`; nothing else knows about the queue's library.
"""
