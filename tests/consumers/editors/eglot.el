;;; Opens the demo with eglot and writes down what flymake shows.  -*- lexical-binding: t; -*-

(set-language-environment "UTF-8")
(package-initialize)
(require 'eglot)
(require 'flymake)
(load (expand-file-name "emacs/hegao.el" (getenv "EDITORS")) nil t)
(setq hegao-program (getenv "HEGAO"))
(setq hegao-settings '(:lang "zh"))
(setq eglot-sync-connect t)

(defun place (at)
  "Line and column of AT, in characters from 1."
  (save-excursion
    (goto-char at)
    (format "%d:%d" (line-number-at-pos) (1+ (- at (line-beginning-position))))))

(find-file "讲话稿.txt")
(text-mode)
(apply #'eglot (eglot--guess-contact))
(let ((limit (+ (float-time) 30)))
  (while (and (null (flymake-diagnostics)) (< (float-time) limit))
    (accept-process-output nil 0.1)
    (flymake-start)))

(defun kind (one)
  "The severity of ONE."
  (pcase (flymake-diagnostic-type one)
    ('eglot-error "error")
    ('eglot-warning "warning")
    (_ "hint")))

(defun rule (one)
  "The rule of ONE, as the server named it."
  (plist-get (alist-get 'eglot-lsp-diag (flymake-diagnostic-data one)) :code))

(let* ((shown (sort (flymake-diagnostics)
                    (lambda (one other) (< (flymake-diagnostic-beg one) (flymake-diagnostic-beg other)))))
       (lines (mapcar (lambda (one)
                        (format "%s-%s %s %s\n"
                                (place (flymake-diagnostic-beg one))
                                (place (flymake-diagnostic-end one))
                                (kind one)
                                (rule one)))
                      shown)))
  (with-temp-file (getenv "SEEN")
    (apply #'insert lines)))
(eglot-shutdown (eglot-current-server))
