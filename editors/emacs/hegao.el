;;; hegao.el --- The last read of Chinese documents  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: MIT

;;; Commentary:

;; Two ways to use hegao in Emacs:
;;   M-x eglot         findings while you type, with fixes (eglot is built in from Emacs 29 on)
;;   M-x hegao-check   a file, of Word too, or a folder, once, in a compilation buffer; needs no server

;;; Code:

(require 'compile)

(defgroup hegao nil
  "The last read of Chinese documents."
  :group 'tools)

(defcustom hegao-program "hegao"
  "The program."
  :type 'string)

(defcustom hegao-settings nil
  "Settings of the server, for example (:lang \"zh\" :ignore [\"figure\"])."
  :type 'plist)

(defcustom hegao-arguments nil
  "More arguments of `hegao check', for example (\"--fail-on\" \"error\")."
  :type '(repeat string))

(defvar eglot-server-programs)

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               `(((text-mode :language-id "plaintext")
                  (markdown-mode :language-id "markdown")
                  (html-mode :language-id "html")
                  (mhtml-mode :language-id "html"))
                 . ,(lambda (&rest _)
                      `(,hegao-program "lsp" :initializationOptions ,(or hegao-settings '(:askReason :json-false)))))))

(define-compilation-mode hegao-compilation-mode "hegao"
  "Findings of `hegao check --format line'."
  ;; Columns count characters; Chinese ones are two cells wide on the screen.
  (setq-local compilation-error-screen-columns nil)
  (setq-local compilation-error-regexp-alist '(hegao hegao-unreadable))
  (setq-local compilation-error-regexp-alist-alist
              '((hegao "^\\(.+?\\):\\([0-9]+\\):\\([0-9]+\\): \\(?:error\\|\\(warning\\)\\|\\(hint\\)\\) [^ ]+: "
                       1 2 3 (4 . 5))
                (hegao-unreadable "^\\(.+?\\): unreadable [-a-z0-9]+: " 1))))

;;;###autoload
(defun hegao-check (path)
  "Check PATH, a file or a folder, with hegao."
  (interactive (list (read-file-name "Check: " nil buffer-file-name t)))
  (let ((words (append (list hegao-program "check" "--format" "line") hegao-arguments
                       (list "--" (file-relative-name (expand-file-name path))))))
    (compilation-start (mapconcat #'shell-quote-argument words " ") #'hegao-compilation-mode)))

(provide 'hegao)
;;; hegao.el ends here
