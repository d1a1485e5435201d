### Jobs that run behind the scenes, as an administrator meets them.

job-not-buried = This job is not buried any more: somebody revived it, or it was forgotten.
job-gone = This job is done or buried already.
