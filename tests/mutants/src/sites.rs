//! Finds the sites of a source file: expressions and early exits that can be mutated, each with its
//! mutated text.

use std::ops::Range;

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{BinOp, Expr, Stmt, UnOp};

/// Kind of mutation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Form {
    /// An expression is replaced by another one.
    Expression,
    /// A statement is left out.
    Statement,
}

/// A place that can be mutated, and one mutation of it.
#[derive(Clone, Debug)]
pub(crate) struct Site {
    /// Path from the root of the repository.
    pub(crate) path: String,
    /// Bytes of the expression or the statement.
    pub(crate) range: Range<usize>,
    /// Line number, from 1.
    pub(crate) line: usize,
    /// The line of code, without blanks around it.
    pub(crate) context: String,
    pub(crate) form: Form,
    pub(crate) original: String,
    /// Mutated text. Empty for a statement that is left out.
    pub(crate) mutated: String,
}

/// Finds the sites of a file.
///
/// # Errors
/// If the file is not valid Rust.
pub(crate) fn find(path: &str, text: &str) -> Result<Vec<Site>, syn::Error> {
    let file = syn::parse_file(text)?;
    let mut finder = Finder { path, text, sites: Vec::new() };
    finder.visit_file(&file);
    Ok(finder.sites)
}

/// Returns the files that a file declares as modules for tests only, as paths from the root.
pub(crate) fn test_modules(path: &str, text: &str) -> Result<Vec<String>, syn::Error> {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let folder = match file {
        "mod.rs" | "lib.rs" => folder.to_owned(),
        _ => format!("{folder}/{}", file.trim_end_matches(".rs")),
    };
    let mut found = Vec::new();
    for item in syn::parse_file(text)?.items {
        if let syn::Item::Mod(module) = item
            && module.content.is_none()
            && is_test(&module.attrs)
        {
            found.push(format!("{folder}/{}.rs", module.ident));
            found.push(format!("{folder}/{}/", module.ident));
        }
    }
    Ok(found)
}

/// True for `#[cfg(test)]`, `#[test]` and other attributes that mark tests.
fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg")
                && attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
    })
}

struct Finder<'a> {
    path: &'a str,
    text: &'a str,
    sites: Vec<Site>,
}

impl Finder<'_> {
    fn slice(&self, node: &impl Spanned) -> &str {
        &self.text[node.span().byte_range()]
    }

    fn push(&mut self, node: &impl Spanned, form: Form, mutated: String) {
        let (range, line) = (node.span().byte_range(), node.span().start().line);
        let original = self.text[range.clone()].to_owned();
        let context = self.text.lines().nth(line - 1).unwrap_or_default().trim().to_owned();
        let path = self.path.to_owned();
        self.sites.push(Site { path, range, line, context, form, original, mutated });
    }

    fn expression(&mut self, node: &impl Spanned, mutated: String) {
        self.push(node, Form::Expression, mutated);
    }

    fn binary(&mut self, binary: &syn::ExprBinary) {
        let (left, right) = (self.slice(&binary.left), self.slice(&binary.right));
        let is_logical = matches!(binary.op, BinOp::And(_) | BinOp::Or(_));
        // `a && let Some(b) = c` has no counterpart with `||`.
        if is_logical && (has_let(&binary.left) || has_let(&binary.right)) {
            return;
        }
        let operator = match binary.op {
            BinOp::Lt(_) => "<=",
            BinOp::Le(_) => "<",
            BinOp::Gt(_) => ">=",
            BinOp::Ge(_) => ">",
            BinOp::Eq(_) => "!=",
            BinOp::Ne(_) => "==",
            BinOp::And(_) => "||",
            BinOp::Or(_) => "&&",
            BinOp::Add(_) => "-",
            BinOp::Sub(_) => "+",
            _ => return,
        };
        // Parentheses, for `a as usize < b` does not parse.
        let mutated = format!("({left}) {operator} ({right})");
        self.expression(binary, mutated);
    }

    fn call(&mut self, call: &syn::ExprMethodCall) {
        let (method, arguments) = (call.method.to_string(), call.args.len());
        let other = match (method.as_str(), arguments) {
            ("is_some", 0) => "is_none",
            ("is_none", 0) => "is_some",
            ("any", 1) => "all",
            ("all", 1) => "any",
            _ => return,
        };
        let (whole, name) = (call.span().byte_range(), call.method.span().byte_range());
        let mutated =
            format!("{}{other}{}", &self.text[whole.start..name.start], &self.text[name.end..whole.end]);
        self.expression(call, mutated);
    }
}

/// True for `let` in a condition, and for a chain of conditions that contains one.
fn has_let(expression: &Expr) -> bool {
    match expression {
        Expr::Let(_) => true,
        Expr::Binary(binary) if matches!(binary.op, BinOp::And(_)) => {
            has_let(&binary.left) || has_let(&binary.right)
        }
        _ => false,
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_expr(&mut self, expression: &'ast Expr) {
        match expression {
            Expr::Binary(binary) => self.binary(binary),
            Expr::MethodCall(call) => self.call(call),
            Expr::Unary(unary) if matches!(unary.op, UnOp::Not(_)) => {
                let mutated = self.slice(&unary.expr).to_owned();
                self.expression(unary, mutated);
            }
            Expr::Lit(syn::ExprLit { lit: syn::Lit::Int(number), .. }) => {
                if let Ok(value) = number.base10_parse::<u64>() {
                    self.expression(number, format!("{}{}", value + 1, number.suffix()));
                }
            }
            // The length of an array is a constant.
            Expr::Repeat(repeat) => return self.visit_expr(&repeat.expr),
            Expr::Const(_) => return,
            _ => {}
        }
        visit::visit_expr(self, expression);
    }

    fn visit_expr_if(&mut self, branch: &'ast syn::ExprIf) {
        if !has_let(&branch.cond) {
            let mutated = format!("!({})", self.slice(&*branch.cond));
            self.expression(&*branch.cond, mutated);
        }
        // Only in a branch without `else` may the rest of the function go on instead.
        if branch.else_branch.is_none()
            && let Some(last @ Stmt::Expr(exit, _)) = branch.then_branch.stmts.last()
            && matches!(exit, Expr::Return(_) | Expr::Continue(_))
        {
            self.push(last, Form::Statement, String::new());
        }
        visit::visit_expr_if(self, branch);
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if item.sig.constness.is_none() && !is_test(&item.attrs) {
            visit::visit_item_fn(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if item.sig.constness.is_none() && !is_test(&item.attrs) {
            visit::visit_impl_item_fn(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !is_test(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        if !is_test(&item.attrs) {
            visit::visit_item_impl(self, item);
        }
    }

    // Code that the compiler evaluates cannot ask for the mutant, and patterns hold no expressions.
    fn visit_item_const(&mut self, _: &'ast syn::ItemConst) {}
    fn visit_item_static(&mut self, _: &'ast syn::ItemStatic) {}
    fn visit_impl_item_const(&mut self, _: &'ast syn::ImplItemConst) {}
    fn visit_trait_item_const(&mut self, _: &'ast syn::TraitItemConst) {}
    fn visit_variant(&mut self, _: &'ast syn::Variant) {}
    fn visit_type(&mut self, _: &'ast syn::Type) {}
    fn visit_generic_argument(&mut self, _: &'ast syn::GenericArgument) {}
    fn visit_pat(&mut self, _: &'ast syn::Pat) {}
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}
}

#[cfg(test)]
mod tests {
    use super::{find, test_modules};

    fn mutations(text: &str) -> Vec<String> {
        let sites = find("src/a.rs", text).expect("this is Rust");
        sites.iter().map(|site| format!("{} → {}", site.original, site.mutated)).collect()
    }

    #[test]
    fn expressions_are_mutated() {
        assert_eq!(
            mutations("fn f(a: usize) -> bool { 县(a as usize >= b, !c) && x.is_none() }"),
            [
                "县(a as usize >= b, !c) && x.is_none() → (县(a as usize >= b, !c)) || (x.is_none())",
                "a as usize >= b → (a as usize) > (b)",
                "!c → c",
                "x.is_none() → x.is_some()",
            ]
        );
        assert_eq!(
            mutations("fn f() { [a.iter().any(|x| x), 3u8] }"),
            ["a.iter().any(|x| x) → a.iter().all(|x| x)", "3u8 → 4u8"]
        );
    }

    #[test]
    fn conditions_and_early_exits_are_mutated() {
        assert_eq!(
            mutations("fn f() { if a { return None; } if let Some(b) = c && d { continue; } g() }"),
            ["a → !(a)", "return None; → ", "continue; → "]
        );
        let diverging = "fn f() { let Some(a) = b else { return None }; if c { return d } else { e } }";
        assert_eq!(mutations(diverging), ["c → !(c)"]);
    }

    #[test]
    fn constants_patterns_types_and_tests_stay() {
        let text = "const A: usize = 1 + 2; static B: [u8; 3] = [0; 3]; const fn c() -> u8 { 4 }
            fn d(e: [u8; 5]) { match f { 6 => g::<7>(), 8..=9 => [h; 10], _ => i.0 } }
            enum J { K = 11 } #[cfg(test)] mod tests { fn l() { 12 } } #[test] fn m() { 13 }
            #[n(14)] fn o() { assert!(15 < 16); }";
        assert_eq!(mutations(text), Vec::<String>::new());
    }

    #[test]
    fn modules_for_tests_are_known() {
        let text = "#[cfg(test)] mod sky; mod moon; #[cfg(test)] mod tests { }";
        assert_eq!(
            test_modules("src/date/mod.rs", text).expect("this is Rust"),
            ["src/date/sky.rs", "src/date/sky/"]
        );
        assert_eq!(
            test_modules("src/date.rs", text).expect("this is Rust"),
            ["src/date/sky.rs", "src/date/sky/"]
        );
    }
}
