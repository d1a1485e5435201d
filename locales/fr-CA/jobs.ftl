### Jobs that run behind the scenes, as an administrator meets them.

job-not-buried = Cette tâche n’est plus abandonnée : quelqu’un l’a relancée, ou elle a été oubliée.
job-gone = Cette tâche est déjà terminée ou abandonnée.
