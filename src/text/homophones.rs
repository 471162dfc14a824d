//! Characters of given names that sound or look alike, so that one is often written for the other:
//! 峰 and 锋, 桢 and 祯.

/// Groups of characters that are confused with each other, separated by blanks. The characters of
/// most groups have the same sound, whatever the tone; those of the last groups look alike.
const GROUPS: &str = "白柏伯博帛泊 昌长常畅 晨辰晟成诚承程丞呈 春椿纯淳 丹单 德得 定鼎 东冬栋 恩思 芳方放 飞非菲斐霏 峰锋丰风枫沣烽凤 \
    福富甫夫扶伏 刚钢岗 高皋 光广 贵桂 国果 海亥 涵寒晗含函翰瀚汉 航杭 豪浩昊皓好 和荷河禾合鹤赫 宏洪红鸿虹弘泓 华桦骅花 \
    怀淮 欢焕环 辉晖惠慧会卉蕙汇 家佳嘉加 建健剑键坚简 江姜 娇姣骄 洁杰捷婕节 金锦今津进晋瑾 晶京精菁经静敬靖婧镜竞净 \
    娟鹃 军君俊钧均骏筠峻 凯楷开 康亢 可科轲柯 坤昆 来莱 兰岚澜蓝 乐勒 磊蕾雷 丽莉利立力黎理俐礼李 连莲廉涟 亮良梁 林琳霖临麟 \
    玲灵凌龄菱岭零伶铃 龙隆珑 璐路露鹿陆录 伦轮 茂懋 梅媚美妹玫湄 萌梦孟 敏民闽旻 明鸣铭名茗 娜那 楠南男 妮霓倪尼 宁凝 培沛佩 \
    鹏朋 平萍苹坪屏 琪琦奇祺齐麒启绮其棋旗骐 倩茜谦乾前 强蔷 勤琴芹钦沁 青清卿晴庆情 秋邱 全泉权荃 群裙 然冉染 仁人任 荣容蓉融溶 \
    如儒汝茹 瑞睿锐蕊 若偌 珊山杉 尚上 绍少韶 生升胜声圣盛 诗施师史石实时 守首寿 书舒淑姝树述 双霜 松嵩颂 素苏 涛陶韬桃 天田恬 \
    婷亭庭廷汀 彤同桐童 婉晚宛皖万 伟维玮炜卫薇微巍威为惟蔚魏未 文雯闻纹 武五舞 希曦熙西溪惜锡喜夕 霞侠夏 贤娴先仙显宪 香祥翔湘 \
    向象 晓小筱肖笑孝 欣新心昕馨鑫信 星兴行幸杏 秀修绣 旭许徐序絮 轩宣萱璇玄 雪学 雅亚娅 妍言严岩延研燕彦艳雁焰 阳扬洋杨 遥瑶尧姚耀 \
    业叶烨晔 一义仪怡毅益艺亦逸奕宜依伊忆易意懿 颖影英瑛莹盈迎映樱 永勇咏泳涌 友有佑又右 宇羽雨玉钰裕育煜毓语余瑜愉渝郁昱 \
    元媛远源圆渊园苑 月悦跃越岳 云芸韵筠运昀允 泽则 增曾 展占 兆昭朝照召钊 哲喆者 珍真贞桢祯臻振震镇 正政征铮争峥 \
    芝之志智知致芷至治枝 中忠钟仲众 舟周洲州 珠竹朱 子紫梓姿资 宗综 卓琢 慕暮 梁粱 栋楝 予于 淮准 冰水 瑾谨 侯候 均钧钓";

/// True if two characters sound or look alike.
pub fn sound_alike(one: char, other: char) -> bool {
    one != other && GROUPS.split_ascii_whitespace().any(|group| group.contains(one) && group.contains(other))
}

#[cfg(test)]
mod tests {
    use super::sound_alike;

    #[test]
    fn characters_of_one_group_sound_alike() {
        assert!(sound_alike('峰', '锋') && sound_alike('桢', '祯') && sound_alike('义', '一'));
        assert!(!sound_alike('峰', '峰') && !sound_alike('清', '安') && !sound_alike('文', '武'));
    }
}
