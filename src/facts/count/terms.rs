//! Fixed terms that contain a number: 八项规定, 三农, 两学一做. What they count is settled elsewhere, and nothing beside them
//! is a list of it.

use crate::facts::Facts;

/// Terms in common use; the user's own come from the configuration.
const TERMS: [&str; 62] = [
    "八项规定", "三农", "三会一课", "两学一做", "三严三实", "四个意识", "四个自信", "四个全面", "两个维护",
    "两个确立", "三个代表", "五位一体", "三大攻坚战", "两不愁三保障", "两不愁、三保障", "四不两直",
    "三去一降一补", "三重一大", "四风", "六稳", "六保", "五大发展理念", "五大新发展理念", "三个务必",
    "两个务必", "十个明确", "十四个坚持", "十三个方面成就", "六个必须坚持", "三个区分开来", "四种形态",
    "四议两公开", "三管三必须", "四个最严", "两个毫不动摇", "两个结合", "五级书记", "四大班子", "三下乡",
    "三支一扶", "五险一金", "四个不摘", "三项机制", "三公经费", "四项基本原则", "九年义务教育", "五四",
    "两会", "两院院士", "两弹一星", "四大名著", "三大战役", "两个一百年", "五年规划", "五年计划", "四史",
    "三北", "四个革命", "三个文明", "四个现代化", "四条底线原则", "三大改造",
];

impl Facts<'_> {
    /// True where a fixed term with a number (八项规定) begins at `byte`.
    pub fn is_term(&self, byte: usize) -> bool {
        begins(&self.doc.text()[byte..], &self.vocabulary.terms)
    }
}

/// True where `text` begins with a fixed term, one of the common ones or of `more`.
pub fn begins(text: &str, more: &[String]) -> bool {
    let starts = |term: &str| !term.is_empty() && text.starts_with(term);
    TERMS.iter().any(|term| starts(term)) || more.iter().any(|term| starts(term))
}

#[cfg(test)]
mod tests {
    use super::begins;

    #[test]
    fn knows_common_terms_and_the_users() {
        assert!(begins("八项规定精神", &[]));
        assert!(!begins("八项制度", &[]));
        assert!(begins("七个到位要求", &["七个到位".to_owned()]));
    }
}
